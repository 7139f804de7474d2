"""The subject of a word that introduces speech."""

from dataclasses import replace

from fiel.eval.clauses import POSSESSIVE
from fiel.eval.mentions import Mention, find_mentions
from fiel.eval.readings import PAUSES, Found, Reading

BRACKETS = {",": ",", "—": "—", "–": "–", "-": "-", ")": "("}
"""What opens an insertion, by what closes it."""


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
    opens = clause_start(reading, found.first) == found.first and not _after_apposition(reading, found)
    right = None
    if found.form.tense != "gerund" and (opens or words.head_first):
        right = _to_the_right(reading, found.last, reach=10 if words.head_first else 3)
    if opens and (right is not None or found.form.tense != "gerund"):
        return right or _unknown_right(reading, found) or _to_the_left(reading, found)
    return unknown_left(reading, found) or _to_the_left(reading, found) or right


def announced_by(reading: Reading, place: int) -> Mention | None:
    """Who is named before the colon of "Lee was blunt: “…”" and "Lee: City “will pay”", without any cue."""
    tokens = reading.tokens
    colon = next((n for n in range(place - 1, 0, -1) if tokens[n].text == ":"), None)
    if colon is None:
        return None
    before = [m for m in reading.mentions if m.last <= colon]
    owner = next((n for n in range(colon) if POSSESSIVE.match(tokens[n].lower)), 0)
    if not before and owner:  # "The manager's advice:"
        return _possessor(reading, 0, owner)
    if colon < place - 1:
        return next((m for m in before if not m.first and m.last == colon), None)
    return next((m for m in before if not m.governed), before[0] if before else None)


def _after_apposition(reading: Reading, found: Found) -> bool:
    """Whether the comma before a verb closes what another one opened: "El canciller, Luis Camejo, dijo"."""
    tokens = reading.tokens
    main = main_word(reading, found.first)
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
    if not tokens[first + 1].is_word and tokens[first + 1].quote < 0:  # "said one,"
        return Mention(first, first + 1, "pronoun")
    main = main_word(reading, found.first)
    quoted = any(token.quote >= 0 for token in tokens[max(main - 1, 0) : main + 1])
    if not tokens[first + 1].is_word or tokens[first + 1].lower in words.stops or not (quoted or main <= 0):
        return None
    return _unknown(reading, first, first + 2)


def unknown_left(reading: Reading, found: Found) -> Mention | None:
    """The same right before the verb: "the 42-year-old said"."""
    tokens, words = reading.tokens, reading.words
    last = main_word(reading, found.first) + 1
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


def clause_start(reading: Reading, place: int) -> int:
    """`place` itself if its verb opens the clause, else some earlier place."""
    main = main_word(reading, place)
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


def main_word(reading: Reading, place: int) -> int:
    """Place of the last word before `place` that is no adverb, auxiliary or clitic."""
    place -= 1
    while place > 0 and reading.tokens[place].lower in reading.words["auxiliary"]:
        place -= 1
    return place


def _to_the_right(reading: Reading, start: int, reach: int, governed: bool = False) -> Mention | None:
    tokens, words = reading.tokens, reading.words
    for mention in reading.mentions:
        if mention.first < start:
            continue
        between = tokens[start : mention.first]
        if len(between) > 1 and between[0].lower in words["determiner"] and between[-1].text == ",":
            return mention  # "said one of them, Ann Lee"
        stopped = any(not t.is_word or t.lower in words["clause"] for t in between)
        if stopped or mention.first > start + reach:
            return None
        if governed or not mention.governed:
            return mention
    return None


def _to_the_left(reading: Reading, found: Found) -> Mention | None:
    """The subject before a verb: past appositions, not inside prepositional phrases if that can be."""
    tokens, words = reading.tokens, reading.words
    main = main_word(reading, found.first)
    near = [m for m in reading.mentions if m.last in {found.first, found.first - 1}]
    if found.form.tense == "gerund" and near and tokens[found.first - 1].is_word:
        return near[-1]  # "one man there telling reporters"
    urged = found.form.tense == "base" and tokens[found.first - 1].lower == "to"  # "urged voters to reject"
    if found.form.tense == "gerund" or urged or tokens[main].lower in words["conjunction"]:
        return _shared(reading, found)
    beside = [m for m in near if m.first and m.last == main + 1]
    if beside and tokens[beside[-1].first - 1].lower in words["subordinator"]:
        return beside[-1]  # "left as people yelled"
    start = max((n for n in range(main) if tokens[n].quote >= 0 or tokens[n].text in ";:"), default=-1)
    name = next((m for m in reading.mentions if m.apposition and m.kind == "name" and m.last == main), None)
    if name is None:  # "after the mayor's aide, Ann Lee, said"
        roles = {
            m.last
            for m in reading.mentions
            if m.kind == "role" and m.last < main and tokens[m.last].text == ","
        }
        names = (m for m in reading.mentions if m.kind == "name" and m.last == main)
        name = next((m for m in names if m.first - 1 in roles), None)
    if name is not None and tokens[main].text in PAUSES:
        return name  # "The ambassador in Malabo, Ana Pérez, said"
    known = [m for m in reading.mentions if start < m.first and m.last <= main + 1 and not m.apposition]
    known = [m for m in known if not m.first or tokens[m.first - 1].text != "("]
    if tokens[main].lower in words["relative"]:
        antecedents = [m for m in reading.mentions if start < m.first and m.last <= main]
        who = tokens[main].lower in words["person relative"]
        if (
            words.head_first and found.cue.frame == "name" and not who
        ):  # "Ruiz condenó el ataque, que tildó de «vil»"
            return next((m for m in reading.mentions if m.last <= main and not m.governed), None)
        persons = [m for m in antecedents if m.kind not in {"organisation", "document"}]
        antecedents = (persons if who else antecedents) or antecedents  # "a member from a swing state, who"
        return _explained(reading, antecedents) if antecedents else None
    known = [m for m in known if not _is_described(reading, m)]
    ends = [m.last for m in known if m.last < main and tokens[m.last].text == BRACKETS.get(tokens[main].text)]
    if ends:  # "Smith of Ohio, who leads the party, said": the subject stands before the other comma
        known = [m for m in known if m.last <= ends[-1]]
    free = [m for m in known if not m.governed]
    if free:
        return _joint(reading, free)
    return known[-1] if known and not words.head_first else None


def _joint(reading: Reading, free: list[Mention]) -> Mention:
    """The last subject, with the one that a conjunction ties to it: "Lee and the mayor said"."""
    last = free[-1]
    tied = last.first > 0 and reading.tokens[last.first - 1].lower in reading.words["conjunction"]
    if not tied or len(free) < 2 or free[-2].last != last.first - 1 or last.kind == "pronoun":
        return last
    return replace(last, first=free[-2].first, kind="group", name="", gender="p", definite=False)


def _explained(reading: Reading, antecedents: list[Mention]) -> Mention:
    """The last of them, or the name that it explains: "Ann Lee" of "from Ann Lee, a candidate, who"."""
    last = antecedents[-1]
    named = next((m for m in antecedents if m.kind == "name" and m.last == last.first - 1), None)
    return named if named and last.kind == "role" and reading.tokens[named.last].text == "," else last


def _is_described(reading: Reading, mention: Mention) -> bool:
    """Whether it only says where somebody before it belongs: "Ann Lee, of leisure analysts RSM said"."""
    comma = next((n for n in range(mention.first - 1, 0, -1) if reading.tokens[n].text == ","), 0)
    opens = comma > 0 and reading.tokens[comma + 1].lower in {"of", "de"}
    return opens and any(m.last == comma and m.person for m in reading.mentions)


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
    if found.last < len(tokens) and tokens[found.last].lower in words["source"]:  # "calls by Lee for"
        return next((m for m in reading.mentions if m.first == found.last + 1), None)
    for place in range(found.first - 1, max(found.first - 4, -1), -1):
        if POSSESSIVE.match(tokens[place].lower):
            owned = next((m for m in reading.mentions if m.first < place <= m.last), None)
            return (
                owned
                if owned and owned.last == place
                else _possessor(reading, owned.first if owned else 0, place)
            )
        if tokens[place].lower in words["owner"]:
            return Mention(place, place + 1, "pronoun", gender=words["owner"][tokens[place].lower].gender)
    free = [m for m in reading.mentions if m.first < found.first and not m.governed]
    if not free:
        return None
    return free[-1] if found.takes_words else free[0]  # "led the crowd in a chant of"


def _possessor(reading: Reading, first: int, last: int) -> Mention | None:
    """Whose something is: "Lee" of "Lee's message"."""
    mentions = find_mentions(reading.tokens[first:last], reading.words)
    mentions = tuple(replace(m, first=first + m.first, last=first + m.last) for m in mentions)
    return next((m for m in mentions if m.last == last), mentions[0] if mentions else None)
