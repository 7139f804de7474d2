"""Cue tables: enough of them, well formed, with the right inflected forms."""

import pytest

from fiel.eval.cues import cue_of, cues, forms

FRAMES = {"bare", "that", "quote", "name", "phrase", "noun"}


@pytest.mark.parametrize(("lang", "least"), [("en", 250), ("es", 150)])
def test_every_cue_is_well_formed_and_there_are_enough(lang: str, least: int) -> None:
    table = cues(lang)
    verbs = [cue for cue in table if cue.frame not in {"phrase", "noun"}]
    assert len(verbs) >= least
    assert {cue.frame for cue in table} <= FRAMES
    assert {cue.strength for cue in table} <= {1, 2, 3}
    assert len({(cue.lemma, cue.frame) for cue in table}) == len(table)


@pytest.mark.parametrize(
    ("lang", "form", "lemma"),
    [
        ("en", "said", "say"),
        ("en", "told", "tell"),
        ("en", "denies", "deny"),
        ("en", "admitted", "admit"),
        ("en", "arguing", "argue"),
        ("en", "replied", "reply"),
        ("en", "stresses", "stress"),
        ("en", "pointed out", "point out"),
        ("en", "made clear", "make clear"),
        ("en", "according to", "according to"),
        ("es", "dijo", "decir"),
        ("es", "dijeron", "decir"),
        ("es", "señaló", "señalar"),
        ("es", "advirtió", "advertir"),
        ("es", "sostuvo", "sostener"),
        ("es", "añadió", "añadir"),
        ("es", "subrayaron", "subrayar"),
        ("es", "a juicio de", "a juicio de"),
        ("es", "prosiguió", "proseguir"),
    ],
)
def test_forms_lead_to_their_lemma(lang: str, form: str, lemma: str) -> None:
    words = tuple(form.split())
    assert lemma in [found.cue.lemma for found in forms(lang)[words[0]] if found.words == words]


@pytest.mark.parametrize(
    ("lang", "neutral", "loaded"),
    [("en", "say", "claim"), ("en", "add", "admit"), ("es", "decir", "admitir")],
)
def test_neutral_and_loaded_verbs_are_told_apart(lang: str, neutral: str, loaded: str) -> None:
    plain, strong = cue_of(lang, neutral), cue_of(lang, loaded)
    assert plain is not None
    assert strong is not None
    assert (plain.loaded, strong.loaded) == (False, True)
    assert plain.strength < strong.strength
