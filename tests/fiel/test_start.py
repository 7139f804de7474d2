"""What a start of the command line loads, and what it must not."""

import subprocess
import sys

import pytest

from fiel.cli import ENTRIES, LazyCommands


def test_the_list_of_commands_needs_none_of_their_libraries() -> None:
    code = (
        "import sys; from fiel.cli import main; sys.argv = ['fiel', '--help']\n"
        "try: main()\n"
        "finally: print(sorted({'numpy', 'scipy', 'pyarrow', 'pydantic', 'lxml'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.endswith("[]\n")
    assert all(f"  {name} " in result.stdout for name in ENTRIES)


@pytest.mark.parametrize("name", ENTRIES)
def test_every_command_is_where_the_list_says(name: str) -> None:
    assert LazyCommands()[name].name == name
    assert len(ENTRIES[name].summary) <= 45, "the reference cuts off what is longer"
