"""Who speaks: a name, an office or a pronoun traced to the fullest name that the article gives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fiel.eval.clauses import POSSESSIVE
from fiel.eval.mentions import Mention
from fiel.eval.people import People, Person
from fiel.eval.readings import Reading
from fiel.eval.speaker_words import SpeakerWords
from fiel.eval.subjects import main_word, subject_of

LOOK_BACK = 8
"""Most sentences between a pronoun and the name it stands for."""

LOOK_AHEAD = 3
"""… and most sentences to a name that comes after the pronoun."""

Place = tuple[int, int]
"""Paragraph and sentence."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, and how that is known."""

    text: str = ""
    """The words of the article that name them in the cue."""
    id: str = ""
    how: str = "none"
    """name | role | pronoun | carried | none"""
    gender: str = ""
    person: bool = False


NOBODY = Speaker()


class Discourse:
    """An article's sentences in order, with the speaker of every cue traced once, from the beginning."""

    def __init__(
        self, pages: Sequence[Sequence[Reading]], texts: Sequence[str], words: SpeakerWords, titles: int
    ) -> None:
        """`titles`: how many of the first texts are headlines, whose capitals show no names."""
        self._texts = texts
        self._words = words
        self._sentences: list[tuple[int, Reading]] = []
        self._number: dict[Place, int] = {}
        for paragraph, page in enumerate(pages):
            for place, reading in enumerate(page):
                self._number[paragraph, place] = len(self._sentences)
                self._sentences.append((paragraph, reading))
        plain = [r for paragraph, r in self._sentences if paragraph >= titles and not _is_headline(r)]
        self._people = People((m for reading in plain for m in reading.mentions), words)
        for name in _beside_cues(plain):
            person = self._people.find(name)
            if person and person.name.lower() not in words["place"]:
                person.person = True
        self._said: dict[int, list[Speaker]] = {}
        """The speakers of each sentence's cues."""
        self._traced: dict[tuple[int, int], Speaker] = {}
        for number, (_, reading) in enumerate(self._sentences):
            self._said[number] = list(self._speakers(number, reading))
            opening = _opening(reading, self._words)
            for mention in reading.mentions:  # in order, since each may be traced through those before it
                opens = mention.kind == "pronoun" and mention == opening
                if opens or (mention.kind == "role" and mention.definite):
                    self._trace(number, mention)

    def speaker(self, place: Place, mention: Mention) -> Speaker:
        """Whom the subject of a cue means."""
        return self._trace(self._number[place], mention)

    def silent(self, place: Place) -> Speaker:
        """Who speaks where no subject is named: the last to speak or to act."""
        return self._silent(self._number[place]) if self._words.kinds else NOBODY

    def _silent(self, number: int) -> Speaker:
        said = [speaker for speaker in self._said.get(number - 1, ()) if speaker.id]
        found = (
            said[-1]
            if said
            else next(self._before(number, len(self._sentences[number][1].tokens), ""), NOBODY)
        )
        return Speaker(found.text, found.id, "carried", found.gender, found.person) if found.id else NOBODY

    def _speakers(self, number: int, reading: Reading) -> Iterator[Speaker]:
        """Who says something in a sentence: the last speaker where Spanish names none beside a quotation."""
        quoted = any(token.quote >= 0 for token in reading.tokens)
        for found in reading.cues:
            if found.cue.frame in {"noun", "name"} or (found.cue.frame == "quote" and not quoted):
                continue
            subject = subject_of(reading, found)
            if subject is not None and _is_framed(subject, reading):
                continue
            if subject is not None:
                yield self._trace(number, subject)
            elif quoted and self._words.head_first and found.cue.frame in {"bare", "that"}:
                yield self._silent(number)

    def _trace(self, number: int, mention: Mention) -> Speaker:
        key = number, mention.first
        if key not in self._traced:
            self._traced[key] = self._resolve(number, mention)
        return self._traced[key]

    def _resolve(self, number: int, mention: Mention) -> Speaker:
        text = self._text(number, mention)
        if mention.kind == "pronoun":
            if not mention.gender:
                return Speaker(text, "", "pronoun")
            asker = self._asker(number, mention)
            fitting = self._before(number, mention.first, mention.gender)
            found = next((speaker for speaker in fitting if speaker.id != asker), NOBODY)
            found = found if found.id else self._named_next(number, mention.gender)
            return Speaker(text, found.id, "pronoun", mention.gender, found.person)
        if mention.name:
            named = self._people.find(mention)
            how = "name" if mention.kind in {"name", "organisation"} else "role"
            return (
                _as_speaker(named, text, how)
                if named
                else Speaker(text, mention.name, how, mention.gender, True)
            )
        if mention.kind == "role":
            return self._holder(number, mention, text)
        body = self._people.body(mention) if mention.kind == "organisation" and mention.definite else None
        return (
            _as_speaker(body, text, "role")
            if body
            else Speaker(text, self._bare(text), "role", mention.gender)
        )

    def _asker(self, number: int, mention: Mention) -> str:
        """Whom the subject answers, and so cannot be: "“Why?” Lee asked. “Why not?” he replied."."""
        reading, earlier = self._sentences[number][1], self._sentences[max(number - 1, 0)][1]
        said = [speaker for speaker in self._said.get(number - 1, ()) if speaker.id]
        if not said or reading.tokens[0].lower in self._words["subordinator"]:
            return ""
        replies = any(f.cue.lemma in self._words["answer"] and f.first == mention.last for f in reading.cues)
        asked = any(f.cue.lemma == "ask" for f in earlier.cues) and not self._people.named(said[-1].id)
        if replies or (asked and all(token.quote < 0 for token in earlier.tokens)):
            return said[-1].id
        return ""

    def _holder(self, number: int, mention: Mention, text: str) -> Speaker:
        own = Speaker(text, self._bare(text), "role", mention.gender, True)
        reading = self._sentences[number][1]
        opening = reading.tokens[mention.first].lower
        if not mention.definite or opening in self._words["possessive"]:
            return own
        holders = self._people.holders(mention)
        if holders:
            return _as_speaker(self._last_to_speak(number, holders), text, "role")
        if any(POSSESSIVE.match(token.lower) for token in reading.tokens[mention.first : mention.last]):
            return own
        unique = mention.role in self._words["unique"]
        # "the banker added": an office that nobody was given is the last speaker's, or the last subject's
        unnamed = NOBODY
        for earlier in range(number - 1, max(number - 4, -1), -1):
            if unique and self._sentences[earlier][0] != self._sentences[number][0]:
                return own
            for speaker in reversed(self._said[earlier]):
                if not self._may_hold(speaker, mention):
                    continue
                if self._people.named(speaker.id) or _is_same_noun(speaker, mention):
                    return Speaker(text, speaker.id, "role", speaker.gender or mention.gender, True)
                unnamed = unnamed if unnamed.id else speaker
            introduced = self._introduced(earlier) if earlier == number - 1 else NOBODY
            if introduced.id and self._may_hold(introduced, mention) and not self._said[earlier]:
                return replace(introduced, text=text, how="role")
        subjects = (s for s in self._before(number, 0, mention.gender) if self._may_hold(s, mention))
        subject = next(subjects, NOBODY)
        if subject.how == "name" and len(mention.modifiers) < 2:
            return Speaker(text, subject.id, "role", subject.gender, True)
        return replace(unnamed, text=text, how="role") if unnamed.id else own

    def _introduced(self, number: int) -> Speaker:
        """Whom a sentence names with a title: "That drew a rebuke from Senator Lee."."""
        reading = self._sentences[number][1]
        titled = [m for m in reading.mentions if m.kind == "name" and m.role and not m.apposition]
        return self._candidate(number, titled[-1], own=False) if titled else NOBODY

    def _last_to_speak(self, number: int, people: Sequence[Person]) -> Person:
        """Of several persons the one who spoke last, else the first."""
        by_name = {person.name: person for person in people}
        spoken = (s.id for n in range(number - 1, -1, -1) for s in reversed(self._said[n]))
        return next((by_name[name] for name in spoken if name in by_name), people[0])

    def _may_hold(self, speaker: Speaker, mention: Mention) -> bool:
        """Whether nothing speaks against a speaker's being meant by an office."""
        if not (speaker.person and speaker.id and _agree(speaker.gender, mention.gender)):
            return False
        person = self._people.named(speaker.id)
        return person is None or not self._people.is_of_other_party(person, mention)

    def _before(self, number: int, place: int, gender: str) -> Iterator[Speaker]:
        """Those that a pronoun may mean, the likeliest first.

        Who spoke last, then the last subject; those after a preposition wait for one sentence more, and
        those of whom it is doubtful that they are persons for all, or, if they open a sentence, for the
        paragraph's others. A body ("it") is first sought among
        the names of its own sentence, then among the speakers.
        """
        doubtful: list[Speaker] = []
        waiting: list[Speaker] = []
        topics: list[Speaker] = []
        last = max(number - LOOK_BACK, -1)
        if gender in {"n", "p"}:
            yield from (s for s in self._named_bodies(number, place) if _fits(s, gender))
            yield from (
                s for n in range(number - 1, last, -1) for s in reversed(self._said[n]) if _fits(s, gender)
            )
        for back in range(number, last, -1):
            reading = self._sentences[back][1]
            until = place if back == number else len(reading.tokens)
            if back == number and _is_put_to(reading, self._words):
                continue
            if self._sentences[back][0] != self._sentences[number][0]:
                yield from topics
                topics = []
            if back < number:
                yield from (s for s in reversed(self._said[back]) if s.id and _fits(s, gender))
            main = _main_clause(reading, self._words)
            opening = _opening(reading, self._words)
            if opening and opening.kind == "pronoun" and opening.first < until:
                same = self._trace(back, opening)
                if same.id and _fits(same, gender):
                    yield same
            if back == number and _is_inserted(reading, place, self._words):
                continue
            governed: list[Speaker] = []
            for mention in reading.mentions:
                if mention.last > until or mention.kind == "pronoun" or mention.apposition:
                    continue
                speaker = self._candidate(back, mention, own=back == number)
                if _fits(speaker, gender):
                    if not mention.governed and mention.first >= main:
                        yield speaker
                    governed.append(speaker)
                elif speaker.id and not speaker.person and not speaker.gender and not mention.governed:
                    doubtful.append(speaker)
                    if not mention.first and mention.kind == "name" and gender in {"m", "f"}:
                        topics.append(speaker)
            yield from waiting
            waiting = governed
        yield from waiting
        yield from (s for s in doubtful if gender not in {"n", "p"})

    def _named_bodies(self, number: int, place: int) -> Iterator[Speaker]:
        """What a sentence names before a place: "the Fed" of "the Fed dropped what it had called"."""
        for mention in self._sentences[number][1].mentions:
            if mention.name and mention.last <= place and not (mention.governed or mention.apposition):
                yield self._candidate(number, mention, own=True)

    def _named_next(self, number: int, gender: str) -> Speaker:
        """Whom a text names only after it has quoted them, in one of the next sentences."""
        following = range(number + 1, min(number + 1 + LOOK_AHEAD, len(self._sentences)))
        subjects = (
            self._candidate(n, mention, own=False)
            for n in following
            for mention in self._sentences[n][1].mentions
            if mention.kind == "name" and not mention.governed
        )
        return next((speaker for speaker in subjects if _fits(speaker, gender)), NOBODY)

    def _candidate(self, number: int, mention: Mention, own: bool) -> Speaker:
        """What a mention offers to a pronoun; `own`: both stand in one sentence."""
        text = self._text(number, mention)
        if mention.name and (person := self._people.find(mention)):
            place = person.name.lower() in self._words["place"]
            return _as_speaker(person, text, "name") if person.person or not place else NOBODY
        opening = self._sentences[number][1].tokens[mention.first].lower
        if (
            mention.kind == "role"
            and mention.first > 0
            and (own or opening not in self._words["determiner"] or self._is_aside(number, mention))
            and not mention.definite
        ):
            return NOBODY
        if mention.kind == "role" and mention.definite:
            return self._trace(number, mention)
        return Speaker(text, self._bare(text), "role", mention.gender, mention.kind == "role")

    def _is_aside(self, number: int, mention: Mention) -> bool:
        """Whether somebody else is the subject: "a friend" in "she replied, quoting a friend"."""
        return any(m.last <= mention.first and not m.governed for m in self._sentences[number][1].mentions)

    def _text(self, number: int, mention: Mention) -> str:
        paragraph, reading = self._sentences[number]
        first, last = reading.tokens[mention.first], reading.tokens[mention.last - 1]
        return self._texts[paragraph][first.start : last.end]

    def _bare(self, text: str) -> str:
        """A noun phrase without its article."""
        first, _, rest = text.partition(" ")
        return rest if rest and first.lower() in self._words["determiner"] else text


def _is_same_noun(speaker: Speaker, mention: Mention) -> bool:
    """Whether "the aide" takes up "an aide to the mayor"."""
    return mention.role in speaker.text.lower().split()


def _is_headline(reading: Reading) -> bool:
    """Whether most words bear capitals, so that capitals show no names."""
    words = [token for token in reading.tokens if token.is_word]
    return (
        reading.tokens[-1].is_word
        and len(words) > 3
        and sum(token.is_capital for token in words) > 0.6 * len(words)
    )


def _is_put_to(reading: Reading, words: SpeakerWords) -> bool:
    """Whether a sentence opens with who asks: "Pressed by the host, Sean Lee, on his taxes, he said"."""
    opening = [token.lower for token in reading.tokens[:2]]
    return opening[0] in words["subordinator"] and opening[-1] in words["agent"]


def _is_framed(subject: Mention, reading: Reading) -> bool:
    """Whether somebody only stands for the sentence's subject: "For a man who says no, Lee travels a lot"."""
    if subject.kind != "role" or subject.name or subject.definite or not subject.governed:
        return False
    return any(m.kind == "name" and not m.governed and m.first > subject.last for m in reading.mentions)


def _is_inserted(reading: Reading, place: int, words: SpeakerWords) -> bool:
    """Whether a pronoun's clause is set into what is said: "The next president, she told them, will"."""
    if place < 2 or reading.tokens[place - 1].text != ",":
        return False
    opening = reading.tokens[0].lower
    return not any(
        opening in words[kind] for kind in ("subordinator", "preposition")
    ) and not opening.endswith(("ing", "ed"))


def _main_clause(reading: Reading, words: SpeakerWords) -> int:
    """Where the main clause begins, after "Asked whether the president would sign it,"."""
    if reading.tokens[0].lower not in words["subordinator"]:
        return 0
    return next((n for n, token in enumerate(reading.tokens) if token.text == ","), 0)


def _opening(reading: Reading, words: SpeakerWords) -> Mention | None:
    """The first to be mentioned in the main clause."""
    main = _main_clause(reading, words)
    return next((mention for mention in reading.mentions if mention.first >= main), None)


def _beside_cues(readings: Sequence[Reading]) -> Iterator[Mention]:
    """Names right at a verb of saying, or with a comma after them: whoever says something is somebody."""
    for reading in readings:
        for found in reading.cues:
            subject = subject_of(reading, found) if found.cue.frame in {"bare", "that", "quote"} else None
            if subject is None or subject.kind != "name" or subject.governed:
                continue
            beside = main_word(reading, found.first) == subject.last - 1 or found.last == subject.first
            if beside or any(token.text == "," for token in reading.tokens[subject.last : subject.last + 1]):
                yield subject


def _as_speaker(person: Person, text: str, how: str) -> Speaker:
    return Speaker(text, person.name, how, person.gender, person.person)


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def _fits(speaker: Speaker, gender: str) -> bool:
    """Whether a pronoun of a gender can mean this speaker; without gender, any person can be meant."""
    if gender == "n":
        return speaker.gender == "n"
    if gender == "p":
        return speaker.gender in {"p", "n"}
    return speaker.person and speaker.gender not in {"n", "p"} and _agree(speaker.gender, gender)
