"""Cleaning: what each rule catches, what it must leave, and that nothing goes unseen."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from fiel.data.bead_findings import findings_in
from fiel.data.cleaning import Cleaned, clean, explain, measure, rules_of
from fiel.errors import InputError, SettingsError
from fiel.records import BeadFinding, Finding, QuotePair, QuoteStatus, Segment, Severity, Verdict
from fiel.settings import CleanSettings

Make = Callable[..., Segment]

ES = "El ministro habló ayer con la prensa sobre los acuerdos migratorios."
EN = "The minister spoke with the press yesterday about the migration agreements."


def cleaned(segments: list[Segment], **settings: Any) -> list[Cleaned]:
    return list(clean(lambda: segments, rules_of(CleanSettings(**settings), 0.5), measure))


CASES: dict[str, tuple[dict[str, Any], set[str]]] = {
    "a translation": ({}, set()),
    "a headline": ({"es": "Sí, se puede", "en": "Yes, we can"}, set()),
    "a name": ({"es": "Prensa Latina", "en": "Prensa Latina"}, set()),
    "figures in two notations": (
        {"es": f"{ES} Eran 78 mil 600 y 1 250.", "en": f"{EN} They were 78,600 and 1,250."},
        set(),
    ),
    "names with other endings": (
        {"es": "Según Fernández, de Granma.", "en": "According to Fernandez, of Granma."},
        set(),
    ),
    "no letters": ({"en": "* * *"}, {"empty", "length_ratio"}),
    "improbable": ({"score": 0.4}, {"low_score"}),
    "not translated": ({"en": ES}, {"language", "identical"}),
    "a third language": (
        {"en": "Le ministre a parlé hier avec la presse des accords sur les migrations."},
        {"language"},
    ),
    "sides exchanged": ({"es": EN, "en": ES}, {"language"}),
    "half the sentence": ({"es": f"{ES} {ES} {ES}", "en": "The minister spoke yesterday."}, {"length_ratio"}),
    "a page in one": ({"es": ES * 25, "en": EN * 25}, {"too_long"}),
    "mojibake": ({"es": ES.replace("ó", "Ã³")}, {"mojibake"}),
    "a lost character": ({"es": ES.replace("ó", "\ufffd")}, {"mojibake"}),
    "a control character": ({"es": ES + "\x02"}, {"control"}),
    "a line break": ({"es": ES + "\n" + ES, "en": EN + " " + EN}, {"control"}),
    "other figures": ({"es": f"{ES} Eran 345.", "en": f"{EN} They were 12,678."}, {"digits"}),
    "no name in common": (
        {"es": f"{ES} Estaban Martínez y Rodríguez.", "en": f"{EN} Present were Johnson and Williams."},
        {"names"},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_rule_catches_and_leaves(segment: Make, case: str) -> None:
    changes, flags = CASES[case]
    made = segment(**{"es": ES, "en": EN, **changes})
    [found] = cleaned([made])
    assert set(found.segment.flags) == flags
    assert replace(found.segment, flags=()) == made


def test_the_default_flags_what_hurts_clean_news_and_strict_drops_it(segment: Make) -> None:
    made = segment(f"{ES} Eran 345.", f"{EN} They were 12,678.")
    assert [found.reasons for found in cleaned([made])] == [()]
    assert [found.reasons for found in cleaned([made], profile="strict")] == [("digits",)]


def test_the_best_copy_stays(segment: Make) -> None:
    """By probability, then the first; near copies differ in case, accents, figures and punctuation."""
    copies = [
        segment("¡Adiós, 2023!", "Goodbye, 2023!", id="a", score=0.8, pair_id="p"),
        segment("¡Adiós, 2024!", "Goodbye, 2024!", id="b", score=0.9, pair_id="p"),
        segment("Adios 2025", "GOODBYE 2025", id="c", score=0.7, pair_id="q"),
        segment("¡Adiós, 2024!", "Goodbye, 2024!", id="d", score=0.9, pair_id="q"),
        segment("Otra cosa.", "Another matter.", id="e", pair_id="q"),
    ]
    assert {found.segment.id: found.reasons for found in cleaned(copies)} == {
        "a": ("near_duplicate",),
        "b": (),
        "c": ("near_duplicate",),
        "d": ("duplicate",),
        "e": (),
    }


def test_of_copies_one_without_a_probability_is_the_last(segment: Make) -> None:
    """A corpus from elsewhere counts as certain, but what is known of its copy is worth more."""
    copies = [segment(ES, EN, id="a", score=1.0, flags=("unscored",)), segment(ES, EN, id="b", score=0.6)]
    assert [found.reasons for found in cleaned(copies)] == [("duplicate",), ()]


def test_a_copy_in_the_other_direction_is_a_copy(segment: Make) -> None:
    made = segment(ES, EN)
    turned = replace(made, id="t", source=made.target, target=made.source)
    assert [bool(found.reasons) for found in cleaned([made, turned])] == [False, True]


def test_boilerplate_is_what_many_documents_repeat(segment: Make) -> None:
    """From the fourth document on, all of it goes; twice in one document is once."""

    def repeated(documents: int) -> Counter[str]:
        segments = [
            segment("Síganos en Twitter.", "Follow us on Twitter.", id=f"{n}-{m}", pair_id=str(n))
            for n in range(documents)
            for m in range(2)
        ]
        return Counter(code for found in cleaned(segments) for code in found.reasons)

    assert repeated(3) == {"duplicate": 5}
    assert repeated(4) == {"duplicate": 7, "boilerplate": 8}


def finding(severity: Severity) -> Finding:
    return Finding("number", "accuracy", severity, "number changed: 3 → 4")


def test_the_worst_finding_counts(segment: Make) -> None:
    """From major on; the strict profile drops what is critical."""
    made = segment(ES, EN)
    for findings, flags, reasons in (
        ([], (), ()),
        ([finding(Severity.MINOR)], (), ()),
        ([finding(Severity.MAJOR)], ("fidelity",), ()),
        ([finding(Severity.MINOR), finding(Severity.CRITICAL)], ("fidelity",), ("fidelity",)),
    ):
        alone = partial(measure, findings=findings)
        default, strict = (
            next(clean(lambda: [made], rules_of(CleanSettings(profile=profile)), alone))
            for profile in ("default", "strict")
        )
        assert (default.segment.flags, default.reasons, strict.reasons) == (flags, (), reasons)


def test_findings_go_to_the_segments_they_lie_in(segment: Make) -> None:
    """Outside quotes by bead; in quotes by their own span, else by their quote's; none to a stranger."""
    made = segment(ES, EN)
    source, target = (replace(side, span=(100, 200)) for side in (made.source, made.target))
    first = replace(made, source=source, target=target)
    second = replace(
        first,
        id="rhc:1-rhc:2-4",
        source=replace(source, span=(201, 300)),
        target=replace(target, span=(201, 300)),
    )
    found = finding(Severity.MAJOR)
    quote_pair = QuotePair(
        "rhc:1-rhc:2", 0, QuoteStatus.MATCHED, (0,), (0,), (150, 250), (150, 250), True, 0.9, "same",
        (replace(found, source_span=(210, 212)), replace(found, target_span=(160, 165)), found),
        Verdict("major", 80),
    )  # fmt: skip
    elsewhere = [BeadFinding("rhc:1-rhc:2", 4, replace(found, source_span=(299, 300)))]
    spans = [
        [one.source_span or one.target_span for one in findings_in(made, elsewhere, [quote_pair])]
        for made in (first, second, replace(first, id="c-1"))
    ]
    assert spans == [[(160, 165), None], [(299, 300), (210, 212), None], []]


def test_settings_change_limits_and_drops(segment: Make) -> None:
    """A limit or a drop set by hand counts above the profile's; `drop = []` only flags."""
    made = segment(ES, EN, score=0.6)
    assert [found.reasons for found in cleaned([made], limits={"low_score": 0.65})] == [("low_score",)]
    [found] = cleaned([made], profile="strict", drop=())
    assert (found.segment.flags, found.reasons) == (("low_score",), ())


def test_no_limit_undercuts_the_export(segment: Make) -> None:
    """`export.min_score` still holds."""
    [found] = cleaned([segment(ES, EN, score=0.4)], limits={"low_score": 0.1})
    assert found.reasons == ("low_score",)


@pytest.mark.parametrize("settings", [{"drop": ("digit",)}, {"limits": {"digit": 1.0}}])
def test_an_unknown_rule_is_named(settings: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match=r'unknown rule "digit"; known rules: empty, .*digits'):
        rules_of(CleanSettings(**settings))


def test_explaining_shows_every_measure(segment: Make) -> None:
    segments = [segment(ES, EN, id="a"), segment(ES, EN, id="b", score=0.45)]
    found, measured = explain(lambda: segments, rules_of(CleanSettings(), 0.5), "b", measure)
    values = {item.rule.code: item.value for item in measured}
    assert found is segments[1]
    assert values["low_score"] == 0.45
    assert values["length_ratio"] == pytest.approx((len(EN) + 15) / (len(ES) + 15))
    assert [item.rule.code for item in measured if item.hit] == ["low_score", "duplicate"]
    with pytest.raises(InputError, match='no segment "c"'):
        explain(lambda: segments, rules_of(CleanSettings()), "c", measure)


def test_a_corpus_that_changes_is_refused(segment: Make) -> None:
    readings = iter([[segment(ES, EN)], [segment(EN, ES)]])
    with pytest.raises(InputError, match="read a corpus at rest"):
        list(clean(lambda: next(readings), rules_of(CleanSettings()), measure))
