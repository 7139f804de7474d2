"""The TSV files beside the checks: linguistic rules that a linguist can read and extend."""

from functools import cache

from fiel.data import tables


@cache
def read_table(name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """The rows of `eval/{name}.tsv`, read once; raises InputError for a row of another width."""
    return tables.read_table(f"{name}.tsv", columns, "fiel.eval")


@cache
def words_of(name: str, lang: str, kind: str) -> frozenset[str]:
    """The words of one kind in a table of language, kind and words between blanks."""
    rows = (
        words for row_lang, row_kind, words in read_table(name, 3) if (row_lang, row_kind) == (lang, kind)
    )
    return frozenset(word for words in rows for word in words.split())
