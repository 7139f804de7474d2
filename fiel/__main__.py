"""`python -m fiel`."""

from fiel.cli import main

main()
