"""Who speaks: a name, an office or a pronoun traced to the fullest name that the article gives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fiel.eval.attribution import Reading, subject_of
from fiel.eval.mentions import Mention
from fiel.eval.people import People, Person
from fiel.eval.speaker_words import SpeakerWords

LOOK_BACK = 8
"""Most sentences between a pronoun and the name it stands for."""

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

    def __init__(self, pages: Sequence[Sequence[Reading]], texts: Sequence[str], words: SpeakerWords) -> None:
        self._texts = texts
        self._words = words
        self._sentences: list[tuple[int, Reading]] = []
        self._number: dict[Place, int] = {}
        for paragraph, page in enumerate(pages):
            for place, reading in enumerate(page):
                self._number[paragraph, place] = len(self._sentences)
                self._sentences.append((paragraph, reading))
        self._people = People((m for _, r in self._sentences for m in r.mentions), words)
        for subject in self._subjects():
            person = self._people.find(subject) if subject.kind == "name" and subject.name else None
            if person and person.name.lower() not in words["place"]:
                person.person = True
        self._said: dict[int, list[Speaker]] = {}
        """The speakers of each sentence's cues."""
        self._traced: dict[tuple[int, int], Speaker] = {}
        for number, (_, reading) in enumerate(self._sentences):
            self._said[number] = [
                self._trace(number, subject)
                for found in reading.cues
                if found.cue.frame not in {"noun", "name"}
                and (subject := subject_of(reading, found)) is not None
            ]

    def _subjects(self) -> Iterator[Mention]:
        for _, reading in self._sentences:
            for found in reading.cues:
                subject = subject_of(reading, found)
                if subject is not None:
                    yield subject

    def speaker(self, place: Place, mention: Mention) -> Speaker:
        """Whom the subject of a cue means."""
        return self._trace(self._number[place], mention)

    def silent(self, place: Place) -> Speaker:
        """Who speaks where no subject is named: the last to speak or to act."""
        number = self._number[place]
        found = next(self._before(number, len(self._sentences[number][1].tokens), ""), NOBODY)
        return Speaker(found.text, found.id, "carried", found.gender, found.person) if found.id else NOBODY

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
            found = next(self._before(number, mention.first, mention.gender), NOBODY)
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

    def _holder(self, number: int, mention: Mention, text: str) -> Speaker:
        own = Speaker(text, self._bare(text), "role", mention.gender, True)
        reading = self._sentences[number][1]
        opening = reading.tokens[mention.first].lower
        if not mention.definite or opening in self._words["possessive"]:
            return own
        holder = self._people.holder(mention)
        if holder is not None:
            return _as_speaker(holder, text, "role")
        # "the banker added": an office that nobody was given is the last speaker's, if somebody just spoke
        for earlier in range(number - 1, max(number - 4, -1), -1):
            for speaker in reversed(self._said.get(earlier, [])):
                if speaker.person and speaker.id and _agree(speaker.gender, mention.gender):
                    return Speaker(text, speaker.id, "role", speaker.gender or mention.gender, True)
        return own

    def _before(self, number: int, place: int, gender: str) -> Iterator[Speaker]:
        """Those that a pronoun may mean, the likeliest first: who spoke last, then the last subjects."""
        for back in range(number, max(number - LOOK_BACK, -1), -1):
            reading = self._sentences[back][1]
            until = place if back == number else len(reading.tokens)
            if back < number:
                yield from (s for s in reversed(self._said.get(back, [])) if s.id and _fits(s, gender))
            known = [m for m in reading.mentions if m.last <= until and m.kind != "pronoun"]
            for mention in sorted(known, key=lambda m: (m.governed, m.apposition)):
                if mention.kind == "role" and not mention.definite and back == number:
                    continue
                speaker = self._candidate(back, mention)
                if _fits(speaker, gender):
                    yield speaker

    def _candidate(self, number: int, mention: Mention) -> Speaker:
        text = self._text(number, mention)
        if mention.name and (person := self._people.find(mention)):
            return _as_speaker(person, text, "name")
        if mention.kind == "role" and mention.definite and (person := self._people.holder(mention)):
            return _as_speaker(person, text, "role")
        return Speaker(text, self._bare(text), "role", mention.gender, mention.kind == "role")

    def _text(self, number: int, mention: Mention) -> str:
        paragraph, reading = self._sentences[number]
        first, last = reading.tokens[mention.first], reading.tokens[mention.last - 1]
        return self._texts[paragraph][first.start : last.end]

    def _bare(self, text: str) -> str:
        """A noun phrase without its article."""
        first, _, rest = text.partition(" ")
        return rest if rest and first.lower() in self._words["determiner"] else text


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
