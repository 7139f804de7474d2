"""Which words have no counterpart: the one that was cut or put in, not those said in another way."""

import pytest

from fiel.align.lexicon import Entry, Lexicon
from fiel.eval.coverage import doubts
from fiel.eval.coverage_features import FEATURES, TERMS, features, terms
from fiel.eval.coverage_sides import read_side
from fiel.models.encoder import load_encoder
from fiel.models.word_vectors import word_vectors
from fiel.records import Passage

SPANISH = "El ministro visitó ayer el hospital de La Habana y saludó a los médicos"
ENGLISH = "The minister visited the hospital in Havana yesterday and greeted the doctors"


def judged(
    spanish: str, english: str, lexicon: Lexicon | None = None
) -> tuple[dict[str, float], dict[str, float]]:
    encoder = load_encoder("usem3")
    whole = encoder.encode([spanish, english])
    sides = doubts(Passage(spanish, "es"), Passage(english, "en"), word_vectors(encoder), whole, lexicon)
    here, there = (
        {text[doubt.start : doubt.end]: doubt.probability for doubt in some}
        for text, some in zip((spanish, english), sides, strict=True)
    )
    return here, there


def test_words_of_a_faithful_pair_have_counterparts() -> None:
    assert all(probability < 0.5 for side in judged(SPANISH, ENGLISH) for probability in side.values())


def test_a_word_that_was_cut_is_the_most_doubtful_one() -> None:
    here, _ = judged(SPANISH, ENGLISH.replace("the hospital in ", ""))
    assert max(here, key=here.__getitem__) == "hospital"
    assert here["hospital"] > 0.86


def test_a_word_that_was_put_in_is_the_most_doubtful_one() -> None:
    _, there = judged(SPANISH, ENGLISH.replace("the doctors", "the furious doctors"))
    assert max(there, key=there.__getitem__) == "furious"
    assert there["furious"] > 0.86


def test_a_word_that_the_lexicon_finds_is_not_doubted() -> None:
    english = ENGLISH.replace("the doctors", "the furious physicists")
    lexicon = Lexicon("es", "en", {("médicos", "physicists"): Entry(0.5, 0.5)})
    (here, there), (plain, _) = judged(SPANISH, english, lexicon), judged(SPANISH, english)
    assert here["médicos"] == 0.0 < plain["médicos"]
    assert there["physicists"] == 0.0 < there["furious"]


@pytest.mark.parametrize(("spanish", "english"), [("", "Yes"), ("¡!", "?"), ("Sí", ""), ("Y", "And")])
def test_a_side_without_content_words_has_no_doubts(spanish: str, english: str) -> None:
    here, _ = judged(spanish, english)
    assert here == {}


def test_numbers_and_acronyms_are_left_to_their_own_checks() -> None:
    here, _ = judged("La ONU votó 187 veces la moción", "The motion")
    assert here["187"] == here["ONU"] == 0.0


def test_there_is_a_row_of_features_a_word() -> None:
    vectors = word_vectors(load_encoder("usem3"))
    here = read_side(Passage(SPANISH, "es"), "en", vectors)
    there = read_side(Passage(ENGLISH, "en"), "es", vectors)
    own, other = features(here, there, load_encoder("usem3").encode([SPANISH, ENGLISH]))
    assert own.shape == (len(here.words), len(FEATURES))
    assert other.shape == (len(there.words), len(FEATURES))
    assert terms(own).shape == (len(here.words), len(TERMS))


def test_neighbours_whose_partners_stand_together_leave_a_gap() -> None:
    vectors = word_vectors(load_encoder("usem3"))
    here = read_side(Passage(SPANISH, "es"), "en", vectors)
    short = ENGLISH.replace("the hospital in ", "")
    there = read_side(Passage(short, "en"), "es", vectors)
    own, _ = features(here, there, load_encoder("usem3").encode([SPANISH, short]))
    row = own[here.words.index("hospital")]
    assert row[FEATURES.index("assigned")] < 0.4
    assert row[FEATURES.index("spare")] == 0


def test_a_country_has_its_counterpart_in_one_short_word() -> None:
    here, _ = judged("La guerra comercial entre Estados Unidos y China", "The US-China trade war")
    assert here["Estados"] == here["Unidos"] == 0.0


def test_words_that_an_acronym_stands_for_may_be_left_to_it() -> None:
    here, _ = judged("Estudian el virus de inmunodeficiencia humana (VIH) en Cuba", "They study HIV in Cuba")
    assert here["inmunodeficiencia"] == here["humana"] == 0.0
