"""Which word introduces a quotation."""

from dataclasses import dataclass
from itertools import pairwise

from fiel.eval.mentions import Mention
from fiel.eval.readings import PAUSES, Found, Reading
from fiel.eval.subjects import clause_start, main_word, subject_of, unknown_left
from fiel.records import Span

AFTER = 25
"""Most words between a quotation and the verb that follows it: room for a long apposition."""
BESIDE = 12
"""Most words between a verb and the quotation it introduces directly: "told reporters in Havana:"."""
REACH = {"phrase": 20, "name": 14, "noun": 8, "quote": 5}
"""Most words between a weaker cue and the quotation after it."""
NEAR_CLAUSE = 14
"""The same of a noun whose words follow in a clause: "his answer, given in church, was that"."""
YIELDING = {("phrase", "bare"), ("phrase", "that")}
"""In "she said they are “ready”, according to Reuters" the agency only passes it on."""
LINKS = ("conjunction", "subordinator", "preposition", "determiner")
"""Words that begin another clause after a quotation, not the one that introduces it."""
NEAR = 5
"""Most words, for each degree of strength, between a verb and a fragment that is its object: "accused
the mayor of “hiding”"."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its subject, None where the clause names none, and the offsets of that clause."""

    found: Found
    subject: Mention | None
    span: Span
    beside: bool
    """Whether the cue stands right at the quotation."""


def attribute(reading: Reading, place: int, stops: bool) -> Attribution | None:
    """The attribution of the quotation at a token place; `stops`: it ends as before a cue.

    A cue right before it comes first, then one right after it, then any before it, then any after it.
    """
    before, after = _before(reading, place), _after(reading, place, stops)
    if before is not None and after is not None and _is_weak(before) and _is_parenthesis(reading, after):
        before = None
    if before is not None and after is not None and stops and _is_announcement(reading, before, place):
        opens = clause_start(reading, after.first) == after.first
        before = None if opens or _is_curt(reading, after, place) else before
    if before is not None and _is_beside(reading, before, place):
        return _preceding(reading, before, place, beside=True)
    if before is not None and after is not None and _passes_on(after, before):
        after = None
    if after is not None and (stops or _is_curt(reading, after, place)):
        return _following(reading, after, place, beside=True)
    if before is not None:
        return _preceding(reading, before, place, beside=False)
    if after is not None and (
        place == 0
        or reading.tokens[place - 1].lower in {",", *reading.words["clause"]}
        or _is_parenthesis(reading, after)
    ):
        return _following(reading, after, place, beside=False)
    return None


def _before(reading: Reading, place: int) -> Found | None:
    """The last cue between the quotation and whatever is quoted before it; a noun only for want of a verb."""
    start = _last_quote(reading, place) + 1
    usable = []
    for found in reading.cues:
        gap = place - found.last
        reach = REACH.get(found.cue.frame, place)
        if found.cue.frame == "noun" and reading.tokens[place - 1].lower in reading.words["clause"]:
            reach = NEAR_CLAUSE
        if found.cue.frame == "noun" and _is_told(reading, found, place):
            reach = 2 * NEAR_CLAUSE
        near = found.first >= start and 0 <= gap <= reach
        if near and _reaches(reading, found, place):
            usable.append(found)
    if usable and usable[-1].last == place and usable[-1].takes_words:
        return usable[-1]
    verbs = [found for found in usable if found.cue.frame != "noun"]
    if len(verbs) > 1 and _yields(reading, verbs[-1], verbs[-2]):
        del verbs[-1]
    return verbs[-1] if verbs else usable[-1] if usable else None


def _is_told(reading: Reading, found: Found, place: int) -> bool:
    """Whether a clause tells what a noun names: "his verdict, given last spring, was that it had been “fun”"."""
    tokens, words = reading.tokens, reading.words
    pairs = pairwise(token.lower for token in tokens[found.last : place])
    return any(verb in words["be"] and opening in words["clause"] for verb, opening in pairs)


def _yields(reading: Reading, found: Found, earlier: Found) -> bool:
    """Whether the earlier cue is the one: "he said, according to two of them, that", "said it offered no",
    "estimates that it would add"."""
    if found.form.tense == "base" and reading.tokens[found.first - 1].lower in reading.words["modal"]:
        return earlier.cue.frame == "bare"
    if found.cue.frame == "that" and earlier.cue.frame == "bare":
        return found.cue.strength == 1 and earlier.form.tense != "gerund"
    return _passes_on(found, earlier)


def _passes_on(found: Found, earlier: Found) -> bool:
    """Whether a cue names who heard it said: "according to Reuters", but not "in the words of a priest"."""
    return (found.cue.frame, earlier.cue.frame) in YIELDING and found.cue.strength == 1


def _reaches(reading: Reading, found: Found, place: int) -> bool:
    """Whether what a cue governs can extend to a quotation that stands further on."""
    between = [token.lower for token in reading.tokens[found.last : place]]
    if not between or between[-1] == ":":
        return True
    if found.cue.frame == "quote":
        return between[-1] in PAUSES
    if found.form.tense == "gerund" and found.first == 0 and "," in between[:-1]:
        return False
    if _is_answered(reading, found, between):
        return False
    if found.cue.frame == "that":
        clause = between[-1] == "," or any(word in reading.words["clause"] for word in between)
        return clause or (len(between) <= NEAR * found.cue.strength and "," not in between)
    return True


def _is_answered(reading: Reading, found: Found, between: list[str]) -> bool:
    """Whether what follows is only answered: "responding to the “late” fees"."""
    if found.cue.frame != "bare" or between[0] != "to" or between[-1] in PAUSES:
        return False
    clause = any(word in reading.words["clause"] for word in between)
    return not clause and len(between) > 1 and between[1] in reading.words["determiner"]


def _is_beside(reading: Reading, found: Found, place: int) -> bool:
    gap, last = place - found.last, reading.tokens[place - 1].lower
    if gap == 0 or last == ":" or (found.cue.frame == "name" and gap <= 5):
        return True
    return gap <= BESIDE and (last in reading.words["clause"] or (last == "," and found.cue.frame != "noun"))


def _after(reading: Reading, place: int, stops: bool) -> Found | None:
    """The cue of the clause that follows a quotation: "said X", "X, a spokesman, said", "according to X"."""
    tokens, words = reading.tokens, reading.words
    start = place + 1
    while start < len(tokens) and (tokens[start].text in PAUSES or tokens[start].lower in words["adverb"]):
        start += 1
    end = next((n for n in range(start, len(tokens)) if tokens[n].quote >= 0), len(tokens))
    following = [f for f in reading.cues if place < f.first < end and f.cue.frame not in {"noun", "name"}]
    if stops:  # "…,” denounced the minister"
        following += [f for f in reading.cues if f.first == start and _names_its_subject(reading, f)]
    if place and tokens[place - 1].lower in {"de", "como"}:  # "De «ilegal» tildó Ruiz el ataque"
        following += [f for f in reading.cues if f.cue.frame == "name" and f.first == start]
    lead = next((m for m in reading.mentions if m.first >= start), None)
    relative = None
    for found in following:
        if found.cue.frame == "phrase" and found.first > start + 2:
            continue
        if clause_start(reading, found.first) == found.first and found.first <= start + 3:
            return found
        if _is_parenthesis(reading, found):
            return found
        unknown = unknown_left(reading, found)
        if unknown is not None and unknown.first == start:
            return found
        if lead is None or lead.first > start + 2 or not lead.last <= found.first <= start + AFTER:
            continue
        until = lead.first - (tokens[lead.first - 1].lower in words["definite"])  # "the Fed said"
        if any(tokens[n].lower in words[kind] for n in range(start, until) for kind in LINKS):
            continue
        plural = lead.gender == "p" and lead.last == found.first
        heard = tokens[found.first - 1].lower == "heard"  # "can be heard crying"
        habit = tokens[found.first - 1].lower == "to"  # "likes to tell audiences"
        if (found.form.tense == "gerund" and not heard) or (
            found.form.tense == "base" and not plural and not habit
        ):
            continue
        if tokens[main_word(reading, found.first)].lower not in words["relative"]:
            return found
        relative = relative or found
    return relative


def _names_its_subject(reading: Reading, found: Found) -> bool:
    """Whether a verb that takes no clause has its speaker right after it."""
    return found.cue.frame == "name" and any(mention.first == found.last for mention in reading.mentions)


def _is_weak(found: Found) -> bool:
    """Whether a verb mostly means something else: "held “frank” talks"."""
    return found.cue.frame == "that" and found.cue.strength == 1


def _is_announcement(reading: Reading, found: Found, place: int) -> bool:
    """Whether a verb has its own object before a colon: "denied the charge: “It is false,” an aide said"."""
    return reading.tokens[place - 1].text == ":" and place - found.last > 1


def _is_parenthesis(reading: Reading, found: Found) -> bool:
    """Whether a cue is ", she said", ", Ana Brown, the mayor, said" or ", dijo Ana": for the whole sentence."""
    tokens = reading.tokens
    if found.cue.frame != "bare" and not (found.cue.frame == "that" and reading.words.head_first):
        return False
    ends = found.last == len(tokens) or not tokens[found.last].is_word
    before = next((m for m in reading.mentions if m.last == found.first), None)
    if before is None and tokens[found.first - 1].text == ",":
        subject = subject_of(reading, found)
        commas = [token.text for token in tokens[subject.last : subject.last + 1]] if subject else []
        before = subject if commas == [","] else None
    if before is not None and before.first and tokens[before.first - 1].text == ",":
        return ends or tokens[found.last].lower in reading.words["preposition"]
    after = next((m for m in reading.mentions if m.first == found.last), None)
    return tokens[found.first - 1].text == "," and found.form.tense == "past" and (ends or after is not None)


def _is_curt(reading: Reading, found: Found, place: int) -> bool:
    """Whether a bare "Smith said" or "said Smith" stands right at the quotation."""
    if reading.tokens[found.first - 1].quote >= 0:
        return found.form.tense != "gerund"
    unknown = unknown_left(reading, found)
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
