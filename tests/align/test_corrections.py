"""A person's decisions."""

import pytest

from fiel.align.corrections import Correction, Corrections
from fiel.errors import InputError

LINK = Correction("a", "b", True)


def test_links_are_known_from_both_sides_and_refusals_in_either_order() -> None:
    known = Corrections.of([LINK, Correction("c", "d", False)])
    assert known.linked == {"a": LINK, "b": LINK}
    assert known.refused_with("d") == ["c"]
    assert frozenset(("d", "c")) in known.refused


def test_the_last_decision_on_two_articles_counts() -> None:
    known = Corrections.of([LINK, Correction("b", "a", False)])
    assert known.linked == {}
    assert known.refused == {frozenset("ab")}


def test_two_counterparts_of_one_article_are_a_contradiction() -> None:
    with pytest.raises(InputError, match="correction of a: linked with b and c; expected one counterpart"):
        Corrections.of([LINK, Correction("a", "c", True)])
