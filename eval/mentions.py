"""Who is named in a sentence: names, offices, pronouns, bodies and documents.

A small finder by capitals and word tables, without a model: it is asked only who speaks.
"""

import re
from dataclasses import dataclass, replace
from itertools import takewhile

from fiel.eval.clauses import POSSESSIVE, Sentence, Token
from fiel.eval.cues import forms
from fiel.eval.noun_phrases import (
    begins_name,
    head_kind,
    head_place,
    is_acronym,
    name_end,
    pair_at,
    past_partitive,
    portfolio_end,
    stops_phrase,
)
from fiel.eval.speaker_words import SpeakerWords

SITE = re.compile(r"[a-z]\.(?:com|org|net|gov|info|[a-z]{2})$")
"""A site that speaks: weather.com."""
AGE = re.compile(r"\d{1,3}(-year-old)?$")
SEAT = re.compile(r"([rdi])(?:-(.+))?$")
"""Party and state after an American lawmaker's name, in lower case: "(R-Ky.)", ", D-Ohio,"."""
SEATED = re.compile(r"[RDI]-[A-Z]")
TRADE = 2
"""Most words of a trade before a name: "The witness, restaurateur Ann Lee,"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that can speak; `first` and `last` are token places, `last` excluded."""

    first: int
    last: int
    kind: str
    """name | role | group | organisation | document | pronoun"""
    name: str = ""
    """The name without titles."""
    role: str = ""
    """The head noun of an office, as synonyms meet."""
    modifiers: frozenset[str] = frozenset()
    """The words about that noun, such as `foreign`."""
    gender: str = ""
    person: bool = False
    definite: bool = False
    governed: bool = False
    """After a preposition: hardly the subject."""
    apposition: bool = False
    """Says who the mention before it is."""
    party: str = ""
    """Of a lawmaker: republican, democrat."""


def find_mentions(sentence: Sentence, words: SpeakerWords) -> tuple[Mention, ...]:
    """The mentions of a sentence, in order."""
    found: list[Mention] = []
    place = 0
    while place < len(sentence):
        mention = _mention_at(sentence, place, words) if sentence[place].is_word else None
        if mention is None or (found and _is_adjective(sentence, found[-1], mention, words)):
            place += 1
            continue
        if mention.kind == "name":
            mention = _seated(sentence, mention, words)
        if mention.kind == "name" and not mention.person:
            mention = _as_person(sentence, mention, words)
        governed = _is_governed(sentence, mention, words) or _is_coordinated(sentence, found, mention, words)
        found.append(replace(mention, governed=governed))
        place = mention.last
    return _tied(sentence, found, words)


def _is_adjective(sentence: Sentence, before: Mention, mention: Mention, words: SpeakerWords) -> bool:
    """Whether a noun only describes the one right before it: "la nota oficial"."""
    plain = sentence[mention.first].text[0].islower() and sentence[mention.first].lower in words.heads
    return words.head_first and plain and before.last == mention.first and not before.name


def _is_coordinated(sentence: Sentence, found: list[Mention], mention: Mention, words: SpeakerWords) -> bool:
    """Whether it stands beside a governed mention: "de Energía y Minas"."""
    if not found or not found[-1].governed or found[-1].last != mention.first - 1 or mention.person:
        return False
    return sentence[mention.first - 1].lower in words["conjunction"]


def _as_person(sentence: Sentence, mention: Mention, words: SpeakerWords) -> Mention:
    """A name made a person's by an age, or by a noun with its article: "la canoísta Yoslaine Cirugeda"."""
    if _has_age(sentence, mention.last):
        return replace(mention, person=True)
    article, noun = (
        (token.lower for token in sentence[max(mention.first - 2, 0) : mention.first][-2:])
        if mention.first > 1
        else ("", "")
    )
    plain = noun[:1].islower() and not words.heads.get(noun) and noun not in words.stops
    if plain and article in words["article"] and " " in mention.name:
        return replace(mention, person=True, gender=mention.gender or words["article"][article].gender)
    return mention


def _seated(sentence: Sentence, mention: Mention, words: SpeakerWords) -> Mention:
    """A lawmaker with the party and the state that follow the name."""
    after = sentence[mention.last : mention.last + 2]
    seat = SEAT.match(after[1].lower) if len(after) == 2 and after[0].text in {",", "("} else None
    party = words["party"].get(seat[1]) if seat else None
    if seat is None or party is None or not after[1].is_capital or (after[0].text == "," and not seat[2]):
        return mention
    state = words["state"].get(seat[2] or "")
    home = frozenset({state.same if state else seat[2]} - {None})
    return replace(mention, party=party.same, modifiers=mention.modifiers | home, person=True)


def _is_seat(token: Token) -> bool:
    """Whether it is a party with a state: "R-Utah"."""
    return token.quote < 0 and SEATED.match(token.text) is not None


def _is_before_title(sentence: Sentence, place: int, words: SpeakerWords) -> bool:
    """Whether a noun only belongs to the title after it: "state" in "state Sen. Ann Lee"."""
    if sentence[place].is_capital or sentence[place].lower not in words["prefix"]:
        return False
    after = sentence[place + 1] if place + 1 < len(sentence) else None
    return (
        after is not None
        and after.is_capital
        and (after.lower in words["honorific"] or after.lower in words["role"])
    )


def _has_age(sentence: Sentence, place: int) -> bool:
    """Whether an age follows a name: "Smith, 42,", "Smith, a 42-year-old", "Pérez, de 42 años"."""
    after = sentence[place : place + 4]
    if len(after) < 3 or after[0].text != ",":
        return False
    if AGE.match(after[1].lower):
        return after[2].text == ","
    return AGE.match(after[2].lower) is not None and ("-" in after[2].lower or after[-1].lower == "años")


def _is_governed(sentence: Sentence, mention: Mention, words: SpeakerWords) -> bool:
    """Whether a preposition stands before it, or before the plain nouns that lead up to a name."""
    place = mention.first - 1
    if place > 0 and POSSESSIVE.match(sentence[place].lower):  # "of Cutler's Creek"
        place -= 1
        while place > 0 and sentence[place].is_capital:
            place -= 1
    if mention.kind in {"name", "organisation"} and mention.name:
        if place >= 0 and sentence[place].lower in words["definite"]:
            place -= 1
        floor = max(place - 3, -1)
        while place > floor and sentence[place].is_word and sentence[place].text[0].islower():
            if sentence[place].lower in words["definite"]:
                place -= sentence[place].lower not in words["possessive"]  # "por su parte Ana" is no object
                break
            if stops_phrase(sentence[place], words):
                break
            kind = words.heads.get(sentence[place].lower)
            if kind == "role" or (kind and mention.kind == "name"):
                return False  # "dijo a la prensa Ana Pérez": the press is told, she speaks
            place -= 1
    return place >= 0 and sentence[place].lower in words["preposition"]


def _mention_at(sentence: Sentence, place: int, words: SpeakerWords) -> Mention | None:
    token = sentence[place]
    if _is_seat(token) or _is_before_title(sentence, place, words):
        return None
    if token.lower in words["determiner"]:
        body = _body_after(sentence, place, words)
        if body is not None:
            return body
        phrase = _noun_phrase(sentence, place, past_partitive(sentence, place + 1, words), words)
        if phrase is not None:
            return phrase
        if token.lower in words["alone"] and _is_subject(sentence, place + 1):
            return Mention(place, place + 1, "pronoun")
    if SITE.search(token.lower):
        return Mention(place, place + 1, "organisation", name=token.text, gender="n")
    if token.lower in words["pronoun"]:
        after = sentence[place + 1].lower if place + 1 < len(sentence) else ""
        if token.lower in words["determiner"] and after in words["period"]:  # "este jueves"
            return None
        return Mention(place, place + 1, "pronoun", gender=words["pronoun"][token.lower].gender)
    if token.is_capital and begins_name(sentence, place, words):
        last = name_end(sentence, place, words)
        named = _named(sentence, place, last, words)
        if named.kind == "role" and (end := portfolio_end(sentence, last, words)):
            return _in_charge(sentence, named, end, words)
        after = sentence[last].lower if last < len(sentence) else ""
        if POSSESSIVE.match(after) or (after and head_kind(after, words) and not words.head_first):
            # "Macedonia's PM", "Trump campaign spokesman": the name only modifies
            reach = last + 1 if POSSESSIVE.match(after) else last
            phrase = _noun_phrase(sentence, place, reach, words)
            return phrase or named
        return named
    opens = place + 1 < len(sentence) and pair_at(sentence, place + 1) in words["role"]
    if opens or head_kind(token.lower, words):
        return _noun_phrase(sentence, place, place, words)
    return None


def _is_subject(sentence: Sentence, place: int) -> bool:
    """Whether a verb of saying or an insertion without a name follows: "some said", "Another, a Democrat,"."""
    after = sentence[place : place + 2]
    if len(after) == 2 and after[0].text == "," and sentence[place - 1].is_capital:
        return not after[1].is_capital
    return bool(after) and any(form.tense == "past" for form in forms("en").get(after[0].lower, ()))


def _in_charge(sentence: Sentence, office: Mention, end: int, words: SpeakerWords) -> Mention:
    """An office with its portfolio, and its holder's name where that follows: "Secretary of State Ann Lee"."""
    portfolio = frozenset(t.lower for t in sentence[office.last : end] if t.lower in words["portfolio"])
    office = replace(office, last=end, modifiers=office.modifiers | portfolio)
    if end < len(sentence) and sentence[end].is_capital and begins_name(sentence, end, words):
        holder = _named(sentence, end, name_end(sentence, end, words), words)
        if holder.kind == "name":
            return _with_role(replace(holder, first=office.first), office)
    return office


def _body_after(sentence: Sentence, place: int, words: SpeakerWords) -> Mention | None:
    """A named body after its article: "the Ministry of Health"."""
    if (
        place + 1 >= len(sentence)
        or not sentence[place + 1].is_capital
        or not begins_name(sentence, place + 1, words)
    ):
        return None
    named = _named(sentence, place + 1, name_end(sentence, place + 1, words), words)
    after = sentence[named.last].lower if named.last < len(sentence) else ""
    if named.kind != "organisation" or POSSESSIVE.match(after) or (after and head_kind(after, words)):
        return None
    return replace(named, first=place, definite=True)


def _noun_phrase(sentence: Sentence, first: int, begin: int, words: SpeakerWords) -> Mention | None:
    """The noun phrase from `first` whose head noun stands at `begin` or a few words further on."""
    head = head_place(sentence, begin, words)
    if head is None:
        return None
    noun = sentence[head].lower
    pair = pair_at(sentence, head) if head > first else noun
    kind = "role" if pair in words["role"] else head_kind(noun, words)
    word = words[kind].get(pair) or words[kind][noun]
    rest = [
        t.lower
        for n, t in enumerate(sentence[first:head], first)
        if t.is_word and t.lower not in words["determiner"]
    ]
    if words.head_first:
        after = takewhile(
            lambda t: t.is_word and t.lower not in words["relative"], sentence[head + 1 : head + 4]
        )
        rest += [t.lower for t in after if t.lower not in words["preposition"]]
    modifiers = frozenset(words["prefix"][w].same if w in words["prefix"] else w for w in rest)
    opening = sentence[first].lower
    owned = POSSESSIVE.match(sentence[begin - 1].lower) if begin else None
    definite = bool(owned) or opening in words["definite"]
    gender = word.gender or {"role": "", "group": "p"}.get(kind, "n")
    if kind == "role" and not gender:
        gender = words["article"][opening].gender if opening in words["article"] else ""
    return Mention(
        first, head + 1, kind, role=word.same, modifiers=modifiers, gender=gender,
        person=kind == "role", definite=definite,
    )  # fmt: skip


def _named(sentence: Sentence, first: int, last: int, words: SpeakerWords) -> Mention:
    """A run of capitals as title and name, as a body, or as an office without a name."""
    tokens = [t.lower for t in sentence[first:last]]
    given = words.given
    surname = tokens[-2:-1] and tokens[-2] in given  # "Senator Elizabeth Warden"
    if tokens[-1] in words["role"] and tokens[0] not in given and not surname:
        word = words["role"].get(" ".join(tokens[-2:])) or words["role"][tokens[-1]]
        modifiers = _modifiers(tokens[:-1], words)
        return Mention(first, last, "role", "", word.same, modifiers, word.gender, person=True, definite=True)
    titles = [n for n, t in enumerate(tokens[:-1]) if t in words["role"] or t in words["honorific"]]
    begin = titles[-1] + 1 if titles and tokens[0] not in given else 0
    body = any(t in words["organisation"] or t in words["group"] for t in tokens) or is_acronym(
        sentence[first:last]
    )
    later = next((n for n, t in enumerate(tokens[:-1]) if n > begin and t in given), 0)
    if later and not body and tokens[begin] not in given:
        first, tokens, begin = (
            first + later,
            tokens[later:],
            0,
        )  # "Tory Brexiteer Andrea Jenkyns", "Salud Pública Ana Pérez"
    name = " ".join(t.text for t in sentence[first + begin : last])
    body = any(t in words["organisation"] or t in words["group"] for t in tokens) or is_acronym(
        sentence[first:last]
    )
    if len(tokens) == 1 and words.heads.get(tokens[0]) == "group":  # "Jurors" opens a sentence
        return Mention(first, last, "group", role=tokens[0], gender=words["group"][tokens[0]].gender or "p")
    if body and not begin and tokens[0] not in given:
        return Mention(first, last, "organisation", name=name, gender="n")
    offices = [words["role"].get(t) or words["honorific"].get(t) for t in tokens[:begin]]
    heads = [
        word
        for t, word in zip(tokens, offices, strict=False)
        if word and (t in words["role"] or word.same != t)
    ]
    honours = [words["honorific"][t].gender for t in tokens[:begin] if t in words["honorific"]]
    gender = next(filter(None, honours), "")
    if len(tokens) - begin > 1:  # alone it may be a surname: Lee, Ray, James
        gender = gender or given.get(tokens[begin], "")
    pair = " ".join(tokens[begin - 2 : begin])
    role = (words["role"].get(pair) or heads[-1]) if heads else None
    person = name.lower() not in words["place"] and (bool(heads or honours) or tokens[begin] in given)
    modifiers = _modifiers(tokens[:begin], words)
    if role is None:
        the = first > 0 and sentence[first - 1].lower == "the" and not person
        single = tokens[-1].endswith("ss") or not tokens[-1].endswith("s")
        gender = gender or "n" * (the and single)  # "the Fed", "the Red Cross"; not "the Kennedys"
        return Mention(first, last, "name", name, "", modifiers, gender, person)
    return Mention(first, last, "name", name, role.same, modifiers, gender or role.gender, person)


def _modifiers(tokens: list[str], words: SpeakerWords) -> frozenset[str]:
    return frozenset(words["prefix"][t].same if t in words["prefix"] else t for t in tokens)


def _tied(sentence: Sentence, found: list[Mention], words: SpeakerWords) -> tuple[Mention, ...]:
    """Titles joined to the names that follow them, then appositions to what they explain."""
    titled: list[Mention] = []
    for mention in found:
        place = _titled(sentence, titled, mention, words)
        if place is None:
            titled.append(mention)
        else:
            office = titled[place]
            del titled[place:]
            titled.append(_with_role(replace(mention, first=office.first, governed=office.governed), office))
    tied: list[Mention] = []
    for mention in titled:
        place = _explained(sentence, tied, mention, words)
        if place is None:
            tied.append(mention)
        elif mention.kind == "name":
            tied[place] = replace(tied[place], name=mention.name)
            tied.append(replace(_with_role(mention, tied[place]), apposition=True))
        else:
            tied[place] = _with_role(tied[place], mention)
            tied.append(replace(mention, name=tied[place].name, apposition=True))
    return tuple(tied)


def _titled(sentence: Sentence, before: list[Mention], mention: Mention, words: SpeakerWords) -> int | None:
    """Place of the office right before a name: "President X", "el jefe de brigada X"."""
    if mention.kind != "name":
        return None
    for place in range(len(before) - 1, -1, -1):
        if before[place].kind == "role":
            between = sentence[before[place].last : mention.first]
            belongs = not between or mention.person or words.heads.get(between[-1].lower) != "organisation"
            return place if belongs and _is_title(between, words) else None
        if not before[place].governed or not words.head_first:
            return None
    return None


def _explained(
    sentence: Sentence, before: list[Mention], mention: Mention, words: SpeakerWords
) -> int | None:
    """Place of the mention that this one explains: "Ana Pérez, a teacher", "the mayor, Ana Pérez"."""
    if sentence[mention.first].lower in words["possessive"] or _opens_main_clause(sentence, mention, words):
        return None
    for place in range(len(before) - 1, -1, -1):
        other = before[place]
        if {other.kind, mention.kind} == {"role", "name"} and not other.governed:
            if other.apposition and other.kind != "name":
                return None
            opens = not other.first or not sentence[other.first - 1].is_word or words.head_first
            opens |= (
                sentence[other.last].text == "," or sentence[other.first - 1].lower in words["conjunction"]
            )
            return place if opens and _is_apposition(sentence[other.last : mention.first], words) else None
        if not other.governed:
            return None
    return None


def _opens_main_clause(sentence: Sentence, mention: Mention, words: SpeakerWords) -> bool:
    """Whether it is the subject after "Asked if he trusted Lee,": the first comma, and no second one."""
    if sentence[0].lower not in words["subordinator"] or mention.last >= len(sentence):
        return False
    commas = [n for n, token in enumerate(sentence[: mention.first]) if token.text == ","]
    return commas == [mention.first - 1] and sentence[mention.last].is_word and mention.definite


def _is_title(between: Sentence, words: SpeakerWords) -> bool:
    """Whether an office and a name belong together: nothing between, or "de Salud", "cubano"."""
    if not between or (len(between) == 1 and between[0].lower in {"named", "llamado", "llamada"}):
        return True
    if len(between) > 7 or not all(token.is_word for token in between):
        return False
    lower = [token.lower for token in between]
    stops = ("auxiliary", "relative", "clause")
    if any(lower[-1] in words[kind] for kind in ("preposition", "conjunction", "determiner")):
        return False
    if any(word in words[kind] for word in lower for kind in stops if word not in words["article"]):
        return False
    return lower[0] in words["preposition"] or (len(lower) == 1 and lower[0] in words["adjective"])


def _is_apposition(between: Sentence, words: SpeakerWords) -> bool:
    """A comma, with an age, an "of …" or a lawmaker's party and state before it."""
    if len(between) > 2 and _is_seat(between[1]):
        between = between[-1:]
    marks = [t.text for t in between if not t.is_word]
    plain = [t.lower for t in between if t.is_word]
    if marks == [","] and between[0].text == "," and 0 < len(plain) <= TRADE:
        return all(t.text[0].islower() and not _is_function_word(t, words) for t in between[1:])
    if marks == [","] and between[-1].text == ",":
        if any(word in words["period"] for word in plain):
            return False
        return not plain or (
            len(plain) <= 7 and (plain[0] in words["preposition"] or _is_plain(between, words))
        )
    return (
        marks == [","] * 2
        and between[0].text == between[-1].text == ","
        and len(plain) <= 4
        and any(p.isdigit() for p in plain)
    )


def _is_function_word(token: Token, words: SpeakerWords) -> bool:
    kinds = ("determiner", "conjunction", "clause", "subordinator", "possessive")
    return stops_phrase(token, words) or any(token.lower in words[kind] for kind in kinds)


def _is_plain(between: Sentence, words: SpeakerWords) -> bool:
    """Whether these words only describe a noun before them, as adjectives do in Spanish."""
    stops = ("relative", "auxiliary", "pronoun", "conjunction", "clause")
    if not words.head_first or any(t.lower in words[kind] for t in between for kind in stops):
        return False
    return not any(t.lower.endswith(("ó", "aron", "ieron", "aba", "aban", "ía", "ían")) for t in between)


def _with_role(name: Mention, role: Mention) -> Mention:
    return replace(
        name,
        role=name.role or role.role,
        modifiers=name.modifiers | role.modifiers,
        gender=name.gender or role.gender,
        person=True,
    )
