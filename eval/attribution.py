"""Which word introduces a quotation, and who its subject is."""

from collections.abc import Iterator
from dataclasses import dataclass

from fiel.eval.clauses import POSSESSIVE, Sentence
from fiel.eval.cues import Cue, Form, forms
from fiel.eval.mentions import Mention, find_mentions
from fiel.eval.speaker_words import SpeakerWords, speaker_words
from fiel.records import Span

AFTER = 25
"""Most words between a quotation and the verb that follows it: room for a long apposition."""
BESIDE = 12
"""Most words between a verb and the quotation it introduces directly: "told reporters in Havana:"."""
REACH = {"phrase": 20, "name": 14, "noun": 8, "quote": 5}
"""Most words between a weaker cue and the quotation after it."""
YIELDING = {("phrase", "bare"), ("phrase", "that")}
"""In "she said they are “ready”, according to Reuters" the agency only passes it on."""
LINKS = ("conjunction", "subordinator", "preposition")
"""Words that begin another clause after a quotation, not the one that introduces it."""
NEAR = 6
"""Most words between a verb and a fragment that is its object: "accused the mayor of “hiding”"."""
BRACKETS = {",": ",", "—": "—", "–": "–", "-": "-", ")": "("}
"""What opens an insertion, by what closes it."""
PAUSES = {",", ":", ";", "—", "–", "-"}


@dataclass(frozen=True, slots=True)
class Found:
    """A cue at its place in a sentence; `last` is excluded."""

    first: int
    last: int
    form: Form
    passive: bool = False

    @property
    def cue(self) -> Cue:
        """Which cue it is."""
        return self.form.cue


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with what was found in it."""

    tokens: Sentence
    mentions: tuple[Mention, ...]
    cues: tuple[Found, ...]
    words: SpeakerWords


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its subject, None where the clause names none, and the offsets of that clause."""

    found: Found
    subject: Mention | None
    span: Span
    beside: bool
    """Whether the cue stands right at the quotation."""


def read_sentence(tokens: Sentence, lang: str) -> Reading:
    """A sentence with its mentions and its cues."""
    words = speaker_words(lang)
    mentions = find_mentions(tokens, words)
    return Reading(tokens, mentions, tuple(_find_cues(tokens, mentions, words, lang)), words)


def attribute(reading: Reading, place: int, stops: bool) -> Attribution | None:
    """The attribution of the quotation at a token place; `stops`: it ends as before a cue.

    A cue right before it comes first, then one right after it, then any before it, then any after it.
    """
    before, after = _before(reading, place), _after(reading, place)
    if before is not None and _is_beside(reading, before, place):
        return _preceding(reading, before, place, beside=True)
    if before is not None and after is not None and (after.cue.frame, before.cue.frame) in YIELDING:
        after = None
    if after is not None and (stops or _is_curt(reading, after, place)):
        return _following(reading, after, place, beside=True)
    if before is not None:
        return _preceding(reading, before, place, beside=False)
    if after is not None and (
        place == 0 or reading.tokens[place - 1].lower in {",", *reading.words["clause"]}
    ):
        return _following(reading, after, place, beside=False)
    return None


def subject_of(reading: Reading, found: Found) -> Mention | None:
    """Who says what a cue introduces; None where the clause does not name them."""
    tokens, words = reading.tokens, reading.words
    if found.cue.frame == "phrase":
        return _to_the_right(reading, found.last, reach=4, governed=True)
    if found.cue.frame == "noun":
        return _owner(reading, found)
    if found.passive:
        agent = next((n for n in range(found.last, len(tokens)) if tokens[n].lower in words["agent"]), None)
        return None if agent is None else _to_the_right(reading, agent + 1, reach=3, governed=True)
    opens = _clause_start(reading, found.first) == found.first and not _after_apposition(reading, found)
    right = None
    if found.form.tense != "gerund" and (opens or words.head_first):
        right = _to_the_right(reading, found.last, reach=10 if words.head_first else 3)
    if opens and (right is not None or found.form.tense != "gerund"):
        return right or _unknown_right(reading, found) or _to_the_left(reading, found)
    return _unknown_left(reading, found) or _to_the_left(reading, found) or right


def _after_apposition(reading: Reading, found: Found) -> bool:
    """Whether the comma before a verb closes what another one opened: "El canciller, Luis Camejo, dijo"."""
    tokens = reading.tokens
    main = _main(reading, found.first)
    if main < 1 or tokens[main].text != "," or tokens[main - 1].quote >= 0:
        return False
    start = max((n for n in range(main) if tokens[n].quote >= 0), default=-1)
    before = [m for m in reading.mentions if start < m.first and m.last < main]
    free = next((m.first for m in before if not m.governed), main)
    described = any(m.name and m.kind == "role" for m in before)
    return described or any(m.first >= free and tokens[m.last].text == "," for m in before)


def _unknown_right(reading: Reading, found: Found) -> Mention | None:
    """A noun that no table knows, right after the verb: "confesó la cienfueguera"."""
    tokens, words = reading.tokens, reading.words
    first = found.last
    if first + 1 >= len(tokens) or tokens[first].lower not in words["determiner"]:
        return None
    main = _main(reading, found.first)
    quoted = any(token.quote >= 0 for token in tokens[max(main - 1, 0) : main + 1])
    if not tokens[first + 1].is_word or not (quoted or main <= 0):
        return None
    return _unknown(reading, first, first + 2)


def _unknown_left(reading: Reading, found: Found) -> Mention | None:
    """The same right before the verb: "the 42-year-old said"."""
    tokens, words = reading.tokens, reading.words
    last = found.first
    if found.form.tense == "gerund" or any(mention.last == last for mention in reading.mentions):
        return None
    for first in range(last - 1, max(last - 5, -1), -1):
        stops = ("preposition", "conjunction", "period", "pronoun", "relative")
        if not tokens[first].is_word or any(tokens[first].lower in words[kind] for kind in stops):
            return None
        if any(mention.first <= first < mention.last for mention in reading.mentions):
            return None
        if tokens[first].lower in words["determiner"]:
            governed = first > 0 and tokens[first - 1].lower in words["preposition"]
            return None if governed or first + 1 == last else _unknown(reading, first, last)
    return None


def _unknown(reading: Reading, first: int, last: int) -> Mention:
    tokens, words = reading.tokens, reading.words
    article = tokens[first].lower
    gender = words["article"][article].gender if article in words["article"] else ""
    definite = article in words["definite"]
    return Mention(
        first, last, "role", role=tokens[last - 1].lower, gender=gender, person=True, definite=definite
    )


def _find_cues(
    tokens: Sentence, mentions: tuple[Mention, ...], words: SpeakerWords, lang: str
) -> Iterator[Found]:
    table = forms(lang)
    ends = {mention.last for mention in mentions}
    place = 0
    while place < len(tokens):
        found = None
        for form in table.get(tokens[place].lower, ()) if tokens[place].is_word else ():
            last = place + len(form.words)
            if tuple(token.lower for token in tokens[place:last]) == form.words:
                found = _as_cue(tokens, place, form, ends, words)
                break
        if found is not None:
            yield found
        place = place + 1 if found is None else found.last


def _as_cue(tokens: Sentence, place: int, form: Form, ends: set[int], words: SpeakerWords) -> Found | None:
    """The form as a cue, unless its neighbours show a noun, an adjective or a name."""
    found = Found(place, place + len(form.words), form)
    if form.cue.frame in {"phrase", "noun"}:
        return None if place and tokens[place - 1].lower in words["be"] else found
    before = tokens[place - 1] if place else None
    if before is None or before.quote >= 0 or not before.is_word:
        return None if form.tense == "base" else found
    if tokens[place].is_capital:
        return None
    owner = POSSESSIVE.match(before.lower) is not None
    main = place - 1
    while main > 0 and tokens[main].lower in words["adverb"]:
        main -= 1
    leading = tokens[main].lower
    check = _spanish_verb if words.head_first else _english_verb
    if owner or not check(
        form.tense, leading, before.lower, place in ends, tokens[found.last : found.last + 1], words
    ):
        return None
    passive = form.tense in {"past", "participle"} and leading in words["be"]
    return Found(found.first, found.last, form, passive)


def _english_verb(
    tense: str, leading: str, before: str, mention: bool, after: Sentence, words: SpeakerWords
) -> bool:
    if any(before in words[kind] for kind in ("determiner", "possessive", "definite")):
        return False
    if tense == "gerund":
        return True
    if before in words["preposition"] and not (tense == "base" and before == "to"):
        return False
    if tense == "base":
        plural = leading in {"to", "they", "we", "i", "you"} or leading in words["relative"]
        return plural or leading in words["auxiliary"] or mention
    if (
        tense == "present"
        and not mention
        and leading not in words["pronoun"]
        and leading not in words["relative"]
    ):
        opens = after[0].lower if after else ","
        return (
            opens in PAUSES
            or any(opens in words[kind] for kind in ("clause", "pronoun", "determiner"))
            or opens == "“”"
        )
    return True


def _spanish_verb(
    tense: str, leading: str, before: str, mention: bool, after: Sentence, words: SpeakerWords
) -> bool:
    if tense == "participle":
        return leading in words["have"] or (
            leading in words["be"] and bool(after) and after[0].lower in words["agent"]
        )
    if tense == "base":
        return before in {"al", "tras"} or leading in words["auxiliary"]
    if before in words["preposition"]:
        return before in words["clause"] or before in {"según", "como"}
    return tense in {"past", "gerund"} or before in {"lo", "se"} or before not in words["determiner"]


def _before(reading: Reading, place: int) -> Found | None:
    """The last cue between the quotation and whatever is quoted before it; a noun only for want of a verb."""
    start = _last_quote(reading, place) + 1
    usable = []
    for found in reading.cues:
        gap = place - found.last
        near = found.first >= start and 0 <= gap <= REACH.get(found.cue.frame, place)
        if near and _reaches(reading, found, place):
            usable.append(found)
    verbs = [found for found in usable if found.cue.frame != "noun"]
    return next(reversed(verbs or usable), None)


def _reaches(reading: Reading, found: Found, place: int) -> bool:
    """Whether what a cue governs can extend to a quotation that stands further on."""
    between = [token.lower for token in reading.tokens[found.last : place]]
    if not between or between[-1] == ":":
        return True
    if found.cue.frame == "quote":
        return between[-1] in PAUSES
    if found.form.tense == "gerund" and found.first == 0 and "," in between[:-1]:
        return False
    if found.cue.frame == "that":
        clause = between[-1] == "," or any(word in reading.words["clause"] for word in between)
        return clause or (len(between) <= NEAR and "," not in between)
    return True


def _is_beside(reading: Reading, found: Found, place: int) -> bool:
    gap, last = place - found.last, reading.tokens[place - 1].lower
    if gap == 0 or last == ":" or (found.cue.frame == "name" and gap <= 5):
        return True
    return gap <= BESIDE and (last in reading.words["clause"] or (last == "," and found.cue.frame != "noun"))


def _after(reading: Reading, place: int) -> Found | None:
    """The cue of the clause that follows a quotation: "said X", "X, a spokesman, said", "according to X"."""
    tokens, words = reading.tokens, reading.words
    start = place + 1
    while start < len(tokens) and (tokens[start].text in PAUSES or tokens[start].lower in words["adverb"]):
        start += 1
    end = next((n for n in range(start, len(tokens)) if tokens[n].quote >= 0), len(tokens))
    following = [f for f in reading.cues if start <= f.first < end and f.cue.frame not in {"noun", "name"}]
    lead = next((m for m in reading.mentions if m.first >= start), None)
    relative = None
    for found in following:
        if found.cue.frame == "phrase" and found.first > start + 2:
            continue
        if _clause_start(reading, found.first) == found.first and found.first <= start + 3:
            return found
        if _is_parenthesis(reading, found):
            return found
        unknown = _unknown_left(reading, found)
        if unknown is not None and unknown.first == start:
            return found
        if lead is None or lead.first > start + 2 or not lead.last <= found.first <= start + AFTER:
            continue
        if any(tokens[n].lower in words[kind] for n in range(start, lead.first) for kind in LINKS):
            continue
        if found.form.tense in {"gerund", "base"}:
            continue
        if tokens[_main(reading, found.first)].lower not in words["relative"]:
            return found
        relative = relative or found
    return relative


def _is_parenthesis(reading: Reading, found: Found) -> bool:
    """Whether a cue is ", she said" or ", dijo Ana", which attributes the whole sentence."""
    tokens = reading.tokens
    if found.cue.frame != "bare" and not (found.cue.frame == "that" and reading.words.head_first):
        return False
    ends = found.last == len(tokens) or not tokens[found.last].is_word
    before = next((m for m in reading.mentions if m.last == found.first), None)
    if before is not None and before.first and tokens[before.first - 1].text == ",":
        return ends or tokens[found.last].lower in reading.words["preposition"]
    after = next((m for m in reading.mentions if m.first == found.last), None)
    return tokens[found.first - 1].text == "," and found.form.tense == "past" and (ends or after is not None)


def _is_curt(reading: Reading, found: Found, place: int) -> bool:
    """Whether a bare "Smith said" or "said Smith" stands right at the quotation."""
    if reading.tokens[found.first - 1].quote >= 0:
        return found.form.tense != "gerund"
    unknown = _unknown_left(reading, found)
    lead = [m for m in reading.mentions if m.last == found.first] or ([unknown] if unknown else [])
    return any(m.first == place + 1 for m in lead)


def _preceding(reading: Reading, found: Found, place: int, beside: bool) -> Attribution:
    start = _skip_pauses(reading, _last_quote(reading, place) + 1)
    span = (reading.tokens[start].start, reading.tokens[place - 1].end)
    return Attribution(found, subject_of(reading, found), span, beside)


def _following(reading: Reading, found: Found, place: int, beside: bool) -> Attribution:
    subject = subject_of(reading, found)
    first, last = found.first, found.last
    if subject is not None and subject.first > place:
        first, last = min(first, subject.first), max(last, subject.last)
    while first - 1 > place and reading.tokens[first - 1].lower in reading.words["auxiliary"]:
        first -= 1
    span = (reading.tokens[first].start, reading.tokens[last - 1].end)
    return Attribution(found, subject, span, beside)


def _last_quote(reading: Reading, place: int) -> int:
    return next((n for n in range(place - 1, -1, -1) if reading.tokens[n].quote >= 0), -1)


def _skip_pauses(reading: Reading, place: int) -> int:
    while place < len(reading.tokens) - 1 and reading.tokens[place].text in PAUSES | {"."}:
        place += 1
    return place


def _main(reading: Reading, place: int) -> int:
    """Place of the last word before `place` that is no adverb, auxiliary or clitic."""
    place -= 1
    while place > 0 and reading.tokens[place].lower in reading.words["auxiliary"]:
        place -= 1
    return place


def _clause_start(reading: Reading, place: int) -> int:
    """`place` itself if its verb opens the clause, else some earlier place."""
    main = _main(reading, place)
    token = reading.tokens[main]
    opening = {"según", "como", "tal", "así", "as", "so"}
    while main > 0 and token.lower in opening:
        main -= 1
        token = reading.tokens[main]
    if main < 0 or token.quote >= 0:
        return place
    if not token.is_word and (reading.words.head_first or main == 0 or reading.tokens[main - 1].quote >= 0):
        return place
    return (
        place if main == 0 and (token.lower in opening or token.lower in reading.words["auxiliary"]) else main
    )


def _to_the_right(reading: Reading, start: int, reach: int, governed: bool = False) -> Mention | None:
    tokens, words = reading.tokens, reading.words
    for mention in reading.mentions:
        if mention.first < start:
            continue
        between = tokens[start : mention.first]
        stopped = any(not t.is_word or t.lower in words["clause"] for t in between)
        if stopped or mention.first > start + reach:
            return None
        if governed or not mention.governed:
            return mention
    return None


def _to_the_left(reading: Reading, found: Found) -> Mention | None:
    """The subject before a verb: past appositions, not inside prepositional phrases if that can be."""
    tokens, words = reading.tokens, reading.words
    main = _main(reading, found.first)
    near = [m for m in reading.mentions if m.last in {found.first, found.first - 1}]
    if found.form.tense == "gerund" and near and tokens[found.first - 1].is_word:
        return near[-1]  # "one man there telling reporters"
    if found.form.tense == "gerund" or tokens[main].lower in words["conjunction"]:
        return _shared(reading, found)
    start = max((n for n in range(main) if tokens[n].quote >= 0 or tokens[n].text in ";:"), default=-1)
    name = next((m for m in reading.mentions if m.apposition and m.kind == "name" and m.last == main), None)
    if name is not None and tokens[main].text in PAUSES:
        return name  # "The ambassador in Malabo, Ana Pérez, said"
    known = [m for m in reading.mentions if start < m.first and m.last <= main + 1 and not m.apposition]
    known = [m for m in known if not m.first or tokens[m.first - 1].text != "("]
    if tokens[main].lower in words["relative"]:
        antecedents = [m for m in reading.mentions if start < m.first and m.last <= main]
        return antecedents[-1] if antecedents else None
    ends = [m.last for m in known if m.last < main and tokens[m.last].text == BRACKETS.get(tokens[main].text)]
    if ends:  # "Smith of Ohio, who leads the party, said": the subject stands before the other comma
        known = [m for m in known if m.last <= ends[-1]]
    free = [m for m in known if not m.governed]
    if words.head_first:
        return free[-1] if free else None
    return next(reversed(free or known), None)


def _shared(reading: Reading, found: Found) -> Mention | None:
    """The subject of the sentence, for "…, adding that" and "… and said"."""
    earlier = [f for f in reading.cues if f.first < found.first and f.form.tense not in {"gerund", "base"}]
    earlier = [f for f in earlier if f.cue.frame not in {"noun", "phrase"} and not f.passive]
    if earlier:
        return subject_of(reading, earlier[-1])
    free = [m for m in reading.mentions if m.first < found.first and not m.governed]
    return free[0] if free else None


def _owner(reading: Reading, found: Found) -> Mention | None:
    """Whose statement, claim or letter it is: "Smith's claim", "her letter", else the sentence's subject."""
    tokens, words = reading.tokens, reading.words
    for place in range(found.first - 1, max(found.first - 4, -1), -1):
        if POSSESSIVE.match(tokens[place].lower):
            return next((m for m in reading.mentions if m.first < place <= m.last), None)
        if tokens[place].lower in words["owner"]:
            return Mention(place, place + 1, "pronoun", gender=words["owner"][tokens[place].lower].gender)
    free = [m for m in reading.mentions if m.first < found.first and not m.governed]
    return free[0] if free else None
