"""From draft to article: language, id, date and outlet, the surest evidence first."""

import datetime

import pytest

from fiel.data.assembly import assemble
from fiel.data.draft import Draft
from fiel.records import Article, DateSource, Skipped

D = datetime.date
BODY = "The delegations of both countries held a round of talks about migration and trade."
RHC = "https://www.radiohc.cu/en/noticias/nacionales/371346-talks"


def article(body: str = BODY, **fields: object) -> Article:
    assembled = assemble(Draft("Title", (body,), **fields), "a.md", ("es", "en"))  # type: ignore[arg-type]
    assert isinstance(assembled, Article)
    return assembled


DATES = [
    ("", "", "", None, None, DateSource.NONE),
    ("", "Talks, December 4, 2024.", "", None, D(2024, 12, 4), DateSource.CAPTION),
    (
        "Havana, December 5 (RHC)-- ",
        "Talks, December 4, 2024.",
        "",
        None,
        D(2024, 12, 5),
        DateSource.DATELINE,
    ),
    ("Havana, Jan 2 (RHC)-- ", "Talks, December 31, 2024.", "", None, D(2025, 1, 2), DateSource.DATELINE),
    ("La Habana, 30 dic (RHC) ", "Acto, 1 de enero de 2025.", "", None, D(2024, 12, 30), DateSource.DATELINE),
    ("Havana, December 5, 2023 (RHC)-- ", "", "", None, D(2023, 12, 5), DateSource.DATELINE),
    ("Havana, December 5 (RHC)-- ", "", "", None, None, DateSource.NONE),
    ("Havana, December 5 (RHC)-- ", "", RHC, None, D(2024, 12, 5), DateSource.DATELINE),
    ("", "", RHC, None, D(2024, 12, 5), DateSource.ID_CLOCK),
    ("Havana, Dec 5 (RHC)-- ", "December 4, 2024", RHC, D(2024, 12, 6), D(2024, 12, 6), DateSource.METADATA),
    ("", "", "https://a.example/2024/12/05/t", None, D(2024, 12, 5), DateSource.METADATA),
]


@pytest.mark.parametrize(("dateline", "caption", "url", "metadata", "expected", "source"), DATES)
def test_the_date_is_the_surest_that_is_known(
    dateline: str, caption: str, url: str, metadata: D | None, expected: D | None, source: DateSource
) -> None:
    found = article(dateline + BODY, caption=caption, url=url, date=metadata)
    assert (found.date, found.date_source) == (expected, source)
    assert found.paragraphs == (BODY,)


def test_a_date_by_the_id_alone_says_how_sure_it_is() -> None:
    assert article(url=RHC).notes == ("date ±1 days by the id",)


def test_the_id_is_the_sites_else_the_files_else_a_digest_of_the_text() -> None:
    assert article(url=RHC, id="mine").id == "rhc:371346"
    assert article(id="mine").id == "mine"
    # sha256sum of "Title\n\nThe delegations …", first 16 digits
    assert article().id == "sha:fa5a33698f983cbc"


def test_the_digest_does_not_depend_on_place_or_unicode_form() -> None:
    composed, decomposed = "Fernández. " + BODY, "Ferna\u0301ndez. " + BODY
    assert article(composed).id == article(decomposed).id != article().id


@pytest.mark.parametrize(
    ("fields", "outlet"),
    [
        ({}, ""),
        ({"url": RHC}, "Radio Habana Cuba"),
        ({"url": RHC, "outlet": "Mine"}, "Mine"),
        ({"url": "https://www.diario.example/a"}, "diario.example"),
    ],
)
def test_the_outlet_is_the_one_given_else_the_sites(fields: dict[str, str], outlet: str) -> None:
    assert article(**fields).outlet == outlet


def test_without_address_the_agency_of_the_dateline_is_the_outlet() -> None:
    assert article("Havana, December 5 (PL)-- " + BODY).outlet == "Prensa Latina"
    assert article("Havana, December 5 (PL)-- " + BODY, url=RHC).outlet == "Radio Habana Cuba"


def test_the_section_comes_from_the_address() -> None:
    assert article(url=RHC).section == "noticias/nacionales"
    assert article(url=RHC, section="mine").section == "mine"


def test_the_language_is_the_bodys_not_the_addresss() -> None:
    portuguese = "As delegações dos dois países realizaram uma rodada de conversas sobre migração."
    skipped = assemble(Draft("Title in English", (portuguese,), url=RHC), "a.md", ("es", "en"))
    assert skipped == Skipped("a.md", "language", "pt; expected es or en")
    assert isinstance(assemble(Draft("", (portuguese,)), "a.md", ("pt",)), Article)


@pytest.mark.parametrize("paragraphs", [(), ("",), ("—", "123"), ("Havana, December 5 (RHC)--",)])
def test_a_draft_without_text_is_skipped(paragraphs: tuple[str, ...]) -> None:
    skipped = assemble(Draft("Title", paragraphs), "a.md", ("es", "en"))
    assert skipped == Skipped("a.md", "no_body", 'no text under the title "Title"')


def test_mojibake_that_the_format_hid_is_repaired_and_noted_once() -> None:
    draft = Draft("FernÃ¡ndez", (f"FernÃ¡ndez. {BODY}", f"OrdÃ³Ã±ez. {BODY}"), notes=("encoding:cp1252",))
    found = assemble(draft, "a.md", ("en",))
    assert isinstance(found, Article)
    assert (found.title, found.paragraphs[1][:9]) == ("Fernández", "Ordóñez. ")
    assert found.notes == ("encoding:cp1252", "mojibake repaired")
