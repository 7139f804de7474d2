"""Every error that fiel raises on purpose.

FielError
├── InputError         an article, corpus or gold file that cannot be used
├── SettingsError      an unknown or impossible setting
├── MissingExtraError  an optional dependency that is not installed
└── OutputError        a result that cannot be written

A message holds the place, the value found, what was expected and the way out.
The command line prints it without a traceback: exit 1, or 2 for a SettingsError.
"""


class FielError(Exception):
    """Root of the tree: catch it to catch everything fiel raises on purpose."""


class InputError(FielError):
    """An article, corpus or gold file that cannot be used."""


class SettingsError(FielError):
    """An unknown or impossible setting."""


class MissingExtraError(FielError):
    """An optional dependency that is not installed; the message names the extra."""


class OutputError(FielError):
    """A result that cannot be written."""


def cause(error: Exception) -> str:
    """What an error says, in words: that of the system without its number and the path, a key with what it is.

    >>> cause(FileNotFoundError(2, "No such file or directory", "a.tsv")), cause(KeyError("src"))
    ('No such file or directory', 'no key "src"')
    """
    if isinstance(error, KeyError):
        return f'no key "{error.args[0]}"'
    return getattr(error, "strerror", None) or str(error)
