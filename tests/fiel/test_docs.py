"""The command reference says what the commands say."""

import subprocess
import sys
from pathlib import Path

REFERENCE = Path(__file__).parents[2] / "docs" / "commands.md"


def test_the_command_reference_is_the_one_the_commands_give() -> None:
    command = [sys.executable, "-m", "typer", "fiel.cli", "utils", "docs", "--name", "fiel", "--title"]
    run = subprocess.run([*command, "Command reference"], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == REFERENCE.read_text(encoding="utf-8").strip(), (
        "docs/commands.md is stale; write the output of this test's command there"
    )
