"""A missing model, a missing network and a missing extra are three different errors."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import find_spec

import pytest

needs_hub = pytest.mark.skipif(find_spec("huggingface_hub") is None, reason="needs the extra hub")


class Hub(BaseHTTPRequestHandler):
    """A hub that has no model, and one that it keeps to itself."""

    def do_HEAD(self) -> None:
        code = "GatedRepo" if "closed" in self.path else "RepoNotFound"
        self.send_response(403 if "closed" in self.path else 404)
        self.send_header("X-Error-Code", code)
        self.send_header("X-Error-Message", code)
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Hub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def say(name: str, **environment: str) -> str:
    """What a fresh process says of that model: the library reads its environment once."""
    code = (
        "import sys; from fiel.models.hub import find_model; from fiel.errors import FielError\n"
        "try: find_model(sys.argv[1])\n"
        "except FielError as error: print(type(error).__name__, error)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, name], capture_output=True, text=True, env=environment, check=True
    )
    return result.stdout


@needs_hub
def test_an_unknown_model_a_closed_one_and_no_network_are_told_apart(address: str, tmp_path: object) -> None:
    online = {"HF_ENDPOINT": address, "HF_HOME": str(tmp_path)}
    assert "InputError nobody/nothing: the hub knows no such model" in say("nobody/nothing", **online)
    assert "InputError a/closed: its owner wants its terms accepted" in say("a/closed", **online)
    assert "InputError a/b: the hub cannot be reached" in say(
        "a/b", HF_HUB_OFFLINE="1", HF_HOME=str(tmp_path)
    )
    assert "InputError ./a/b: no such folder" in say("./a/b", **online)


def test_no_module_of_fiel_imports_the_extra() -> None:
    """The base install has no torch, and nothing may ask for it before it is needed."""
    code = (
        "import importlib, pkgutil, sys, fiel\n"
        "for module in pkgutil.walk_packages(fiel.__path__, 'fiel.'):\n"
        "    if module.name != 'fiel.__main__': importlib.import_module(module.name)\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'datasets', 'peft', 'comet'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"
