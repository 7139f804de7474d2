"""Splits by document."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiel.data.splits import SPLITS, assign_splits, split_documents
from fiel.errors import SettingsError
from fiel.records import Decision, DocumentPair, Segment
from fiel.settings import ExportSettings

Make = Callable[..., Segment]

SETTINGS = ExportSettings(dev=0.2, test=0.3)


def pair(source: str | None, target: str | None) -> DocumentPair:
    decision = Decision.PARALLEL if source and target else Decision.NONE
    return DocumentPair(f"{source}-{target}", source, target, decision, 0.9, "")


def test_shares_of_many_documents_are_as_set() -> None:
    """Ten thousand documents: each share within a standard deviation or four (.02) of what was asked."""
    splits = list(assign_splits((pair(f"es{n}", f"en{n}") for n in range(10_000)), SETTINGS).values())
    assert set(splits) == set(SPLITS)
    for split, share in (("dev", 0.2), ("test", 0.3), ("train", 0.5)):
        assert splits.count(split) / len(splits) == pytest.approx(share, abs=0.02)


def test_known_assignment() -> None:
    """A corpus rebuilt anywhere, with any later version, has the same test set.

    Worked out apart: the hexadecimal BLAKE2b-64 of `rhc:0` … as a fraction, below .3 test, from .8 dev.
    """
    splits = assign_splits([pair(f"rhc:{n}", f"rhc:{n + 100}") for n in range(12)], SETTINGS)
    fractions = (0.520, 0.879, 0.421, 0.032, 0.736, 0.539, 0.066, 0.608, 0.762, 0.567, 0.238, 0.065)
    expected = ["test" if place < 0.3 else "dev" if place >= 0.8 else "train" for place in fractions]
    assert list(splits.values()) == expected


@given(st.sets(st.integers(0, 300), min_size=1), st.sets(st.integers(0, 300)))
def test_documents_added_later_move_no_other(first: set[int], added: set[int]) -> None:
    before = assign_splits([pair(f"es{n}", f"en{n}") for n in sorted(first)], SETTINGS)
    after = assign_splits([pair(f"es{n}", f"en{n}") for n in sorted(first | added, reverse=True)], SETTINGS)
    assert before.items() <= after.items()


def test_a_further_translation_of_the_same_original_moves_nothing() -> None:
    for n in range(100):
        first = pair(f"es{n}", f"en{n}")
        both = assign_splits([pair(f"es{n}", f"en{n}b"), first], SETTINGS)
        assert set(both.values()) == set(assign_splits([first], SETTINGS).values())


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=15))
def test_pairs_that_share_an_article_go_together(links: list[tuple[int, int]]) -> None:
    pairs = [pair(f"es{source}", f"en{target}") for source, target in dict.fromkeys(links)]
    splits = assign_splits(pairs, SETTINGS)
    for one in pairs:
        for other in pairs:
            if one.source_id == other.source_id or one.target_id == other.target_id:
                assert splits[one.id] == splits[other.id]


def test_a_chain_of_shared_articles_goes_together() -> None:
    names = [f"a{n}" for n in range(2000)]
    assert len(set(assign_splits([pair(*link) for link in pairwise(names)], SETTINGS).values())) == 1


def test_articles_without_counterpart_have_a_split_too() -> None:
    assert assign_splits([pair(None, "en1"), pair("es1", None)], SETTINGS).keys() == {"None-en1", "es1-None"}
    assert assign_splits([], SETTINGS) == {}


def test_no_dev_and_no_test_leaves_all_to_train() -> None:
    pairs = [pair(f"es{n}", f"en{n}") for n in range(200)]
    assert set(assign_splits(pairs, ExportSettings(dev=0, test=0)).values()) == {"train"}


def test_another_dev_share_leaves_the_test_split_alone() -> None:
    pairs = [pair(f"es{n}", f"en{n}") for n in range(200)]
    narrow, wide = (assign_splits(pairs, ExportSettings(dev=dev, test=0.3)) for dev in (0.1, 0.5))
    assert {name for name in narrow if narrow[name] == "test"} == {
        name for name in wide if wide[name] == "test"
    }


def test_shares_that_leave_nothing_to_train_on_are_refused() -> None:
    with pytest.raises(SettingsError, match=r"dev = 0\.6 and test = 0\.4; expected less than 1"):
        assign_splits([], ExportSettings(dev=0.6, test=0.4))


def test_twins_go_together() -> None:
    pairs = [pair(f"es{n}", f"en{n}") for n in range(40)]
    twins = [(pairs[0].id, pairs[n].id) for n in range(1, 40, 2)]
    splits = assign_splits(pairs, SETTINGS, twins=twins)
    assert len({splits[pairs[0].id], *(splits[other] for _, other in twins)}) == 1


def test_by_date_the_latest_documents_are_the_test_split() -> None:
    """Ten documents, .3 and .2: the last three days test, the two before dev; what has no date is trained on."""
    pairs = [pair(f"es{n}", f"en{n}") for n in range(10)]
    dates = {one.id: datetime.date(2024, 1, 1 + n) for n, one in enumerate(pairs)}
    splits = assign_splits(pairs, SETTINGS, dates=dates)
    assert list(splits.values()) == ["train"] * 5 + ["dev"] * 2 + ["test"] * 3
    undated = assign_splits(pairs, SETTINGS, dates=dates | {pairs[9].id: None})
    assert undated[pairs[9].id] == "train"


def test_by_date_a_group_is_as_old_as_its_oldest() -> None:
    """So that nothing in training was written after what shares its sentences."""
    pairs = [pair(f"es{n}", f"en{n}") for n in range(10)]
    dates = {one.id: datetime.date(2024, 1, 1 + n) for n, one in enumerate(pairs)}
    splits = assign_splits(pairs, SETTINGS, dates=dates, twins=[(pairs[0].id, pairs[9].id)])
    assert splits[pairs[9].id] == splits[pairs[0].id] == "train"


def document(segment: Make, number: int, *texts: str) -> list[Segment]:
    made = segment(pair_id=f"p{number}")
    date = datetime.date(2024, 1, 1 + number)
    source = replace(made.source, article_id=f"es{number}")
    target = replace(made.target, article_id=f"en{number}", date=date)
    return [replace(made, source=replace(source, text=text), target=target) for text in texts]


def test_the_documents_of_a_corpus_are_split(segment: Make) -> None:
    """By id, and by date if it is set so."""
    corpus = [one for number in range(10) for one in document(segment, number, f"Es la nota {number}.")]
    by_date = split_documents(lambda: corpus, ExportSettings(test=0.2, dev=0.1, split_by="date"))
    assert list(by_date.values()) == ["train"] * 7 + ["dev"] + ["test"] * 2
    pairs = [replace(pair(f"es{n}", f"en{n}"), id=f"p{n}") for n in range(10)]
    assert split_documents(lambda: corpus, SETTINGS) == assign_splits(pairs, SETTINGS)


def test_documents_with_sentences_in_common_stay_together(segment: Make) -> None:
    shared = [f"El {thing} abrió ayer sus puertas en la capital." for thing in ("museo", "teatro")]
    corpus = [
        one
        for number in range(20)
        for one in document(segment, number, *(shared if number in (0, 7) else ()), f"{number}")
    ]
    splits = split_documents(lambda: corpus, ExportSettings(test=0.4, dev=0.3))
    assert splits["p0"] == splits["p7"]
    assert len(set(splits.values())) == 3


def test_documents_that_are_not_known_are_in_no_split(segment: Make) -> None:
    made = segment()
    corpus = [replace(made, source=replace(made.source, article_id=""))]
    assert split_documents(lambda: corpus, ExportSettings(test=0.9, dev=0)) == {}
