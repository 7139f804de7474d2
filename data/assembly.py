"""From what a reader found to an article: body, language, id, date, outlet."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from fiel.data.dateline import agency_of
from fiel.data.dates import date_in_address, find_date, find_day_and_month, nearest_year
from fiel.data.decoding import clean
from fiel.data.draft import Draft
from fiel.data.furniture import strip_furniture
from fiel.data.language import identify
from fiel.data.outlets import outlet_of, outlet_of_agency
from fiel.data.radiohc import article_id, read_clock, section_of
from fiel.records import Article, DateSource, Skipped

SURE = 0.5
"""Least probability of a language. Whole articles have over .999; below this there was hardly any text."""


def assemble(draft: Draft, origin: str, languages: Sequence[str], lang: str = "") -> Article | Skipped:
    """The article in a draft, or why there is none: reason `no_body` or `language`.

    `languages` are those that are wanted; `lang`, where a person has said it, is not looked into.

    Its id is the site's own (`rhc:371346`), else the one the file gives, else `sha:` and 16 hex
    digits of the SHA-256 of its title and paragraphs: the same on every machine and in every folder.
    """
    draft = strip_furniture(_clean(draft))
    if not any(any(map(str.isalpha, paragraph)) for paragraph in draft.paragraphs):
        return Skipped(origin, "no_body", f'no text under the title "{draft.title[:60]}"')
    lang, probability = (lang, 1.0) if lang else identify("\n".join(draft.paragraphs), languages)
    if (languages and lang not in languages) or probability < SURE:
        found = lang if probability >= SURE else f"unclear, {lang} with probability {probability:.2f}"
        return Skipped(origin, "language", f"{found}; expected {' or '.join(languages) or 'more text'}")
    identifier = article_id(draft.url) or draft.id or _digest(draft)
    published, source, notes = _date(draft, identifier)
    return Article(
        id=identifier,
        lang=lang,
        title=draft.title,
        paragraphs=draft.paragraphs,
        url=draft.url,
        outlet=draft.outlet or outlet_of(draft.url) or outlet_of_agency(agency_of(draft.dateline)),
        date=published,
        date_source=source,
        dateline=draft.dateline,
        caption=draft.caption,
        section=draft.section or section_of(draft.url),
        dropped=draft.dropped,
        notes=(*draft.notes, *notes),
        origin=origin,
    )


def _clean(draft: Draft) -> Draft:
    """Entities and escapes of a format can hide what `clean` looks for, so it comes after the format."""
    title, caption = clean(draft.title), clean(draft.caption)
    paragraphs = [clean(paragraph) for paragraph in draft.paragraphs]
    noticed = {note for text in (title, caption, *paragraphs) for note in text.notes}
    return replace(
        draft,
        title=title.text.strip(),
        caption=caption.text.strip(),
        paragraphs=tuple(text for paragraph in paragraphs if (text := paragraph.text.strip())),
        notes=tuple(dict.fromkeys((*draft.notes, *sorted(noticed)))),
    )


def _digest(draft: Draft) -> str:
    text = "\n\n".join((draft.title, *draft.paragraphs))
    return f"sha:{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _date(draft: Draft, identifier: str) -> tuple[date | None, DateSource, tuple[str, ...]]:
    """Publication date, the surest source first.

    A dateline has the day and no year, a caption the year and the day of what it shows: together
    the dateline's day in the caption's year, and it counts as the dateline's.
    """
    if published := draft.date or date_in_address(draft.url):
        return published, DateSource.METADATA, ()
    caption, clock = find_date(draft.caption), read_clock(identifier)
    reference = find_date(draft.dateline) or caption or (clock.date if clock else None)
    day_and_month = find_day_and_month(draft.dateline)
    if reference and day_and_month and (published := nearest_year(*day_and_month, reference)):
        return published, DateSource.DATELINE, ()
    if caption:
        return caption, DateSource.CAPTION, ()
    if clock:
        return clock.date, DateSource.ID_CLOCK, (f"date ±{clock.uncertainty.days} days by the id",)
    return None, DateSource.NONE, ()
