# Both `make demo` and `make test` need only Python 3.11 or later: they set up .venv themselves.
PYTHON ?= python3
BIN = .venv/bin
SMOKE = build/smoke/venv/bin
PIP = $(BIN)/python -m pip install --quiet --constraint constraints.txt

.PHONY: help demo test check lint types smoke bench clean

help:
	@echo "make demo    set up, build the sample corpus in demo/, name the report and the corpus"
	@echo "make test    set up with everything the tests need, run them"
	@echo "make check   what CI runs: format, lint, types, tests, and the wheel in a clean environment"
	@echo "make bench   measure on the samples and on ../shared if it is there, against eval/gate.json"

demo: .venv/base
	$(BIN)/fiel build data/samples/articles -o demo

test: .venv/dev
	$(BIN)/pytest

check: lint types test smoke

lint: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/dev
	$(BIN)/mypy

# The wheel as a user gets it: built, installed where nothing else is, run away from the checkout.
smoke: .venv/dev
	rm -rf build/smoke
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir build/smoke .
	$(PYTHON) -m venv build/smoke/venv
	$(SMOKE)/python -m pip install --quiet --constraint constraints.txt build/smoke/*.whl
	cd / && "$(CURDIR)/$(SMOKE)/fiel" build \
		"$$("$(CURDIR)/$(SMOKE)/python" -c 'import fiel.data; print(fiel.data.SAMPLES)')" -o "$(CURDIR)/build/smoke/demo"

bench: .venv/dev
	$(BIN)/python -m fiel.eval.gate

.venv/base: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(PIP) --editable .
	touch $@

.venv/dev: .venv/base
	$(PIP) --editable '.[dev]'
	touch $@

clean:
	rm -rf .venv build demo
