# Both `make demo` and `make test` need only Python 3.11 or later: they set up .venv themselves.
PYTHON ?= python3
BIN = .venv/bin
SMOKE = build/smoke/venv/bin
PIP = $(BIN)/python -m pip install --quiet --constraint constraints.txt

.PHONY: help demo test check lint types smoke bench bench-shared clean

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

GOLD = data/samples/gold
SHARED = ../shared

bench: .venv/base
	$(BIN)/fiel bench align $(GOLD)/align.jsonl --gate eval/gate.json
	$(BIN)/fiel bench match data/samples/articles --gold $(GOLD)/match.tsv --gate eval/gate.json
	for lang in en es; do $(BIN)/fiel bench quotes tests/eval/newswire-$$lang.txt --lang $$lang --gate eval/gate.json || exit 1; done
	$(BIN)/fiel bench pairs tests/eval/quote-pairs.tsv --gate eval/gate.json
	for half in tuned held-out; do $(BIN)/fiel bench fidelity tests/eval/fidelity-$$half.jsonl --gate eval/gate.json || exit 1; done
	if [ -d $(SHARED)/bench ]; then $(MAKE) bench-shared; fi

bench-shared: .venv/base
	for set in $(SHARED)/bench/align/*.jsonl; do $(BIN)/fiel bench align $$set --gate eval/gate.json || exit 1; done
	for set in $(SHARED)/bench/fidelity/*.jsonl $(SHARED)/bench/align/ntrex-dev.jsonl; do $(BIN)/fiel bench fidelity $$set --gate eval/gate.json || exit 1; done
	$(BIN)/fiel bench match $(SHARED)/news --gold $(SHARED)/bench/match/news-dev.tsv --gate eval/gate.json
	for seed in 2 3 7 11; do $(BIN)/fiel bench match $(SHARED)/bench/align/ntrex-dev.jsonl --seed $$seed \
		--gate eval/gate.json || exit 1; done
	$(BIN)/fiel bench quotes $(SHARED)/seed/rhc-371346-en.md --gold $(SHARED)/seed/rhc-371346-quotes.json --gate eval/gate.json

.venv/base: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(PIP) --editable .
	touch $@

.venv/dev: .venv/base
	$(PIP) --editable '.[dev,hub,scale]'
	touch $@

clean:
	rm -rf .venv build demo
