"""The question check: a statement stays a statement; a reported question may be quoted and the reverse."""

import re
from dataclasses import dataclass

from fiel.eval.tokens import span_in
from fiel.records import Finding, Passage, Severity

TYPE = "accuracy/mistranslation/question"
_QUESTION = re.compile(r"\?")
_REPORTED = {
    "es": re.compile(r"\b(?:pregunt|cuestion|interrog)|\bduda (?:si|de si)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:ask|wonder|question|quer(?:y|ied))", re.IGNORECASE),
}
"""Words that report a question: me preguntó por qué, "Why?"."""
_WONDERED = {
    "es": re.compile(r"\bpreg[uú]nt\w+ (?:si|por qué|qué|quién|dónde|cuándo|cómo|cuánt)", re.IGNORECASE),
    "en": re.compile(r"\b(?:ask|wonder)\w* (?:if|whether|why|what|who|where|when|how)\b", re.IGNORECASE),
}
"""Reported questions that the other side must report or put, too."""


@dataclass(frozen=True, slots=True)
class QuestionCheck:
    """Questions made of statements, and the reverse."""

    name: str = "question"

    def __call__(self, source: Passage, target: Passage) -> list[Finding]:
        """One finding: major if the target asks and the source does not, minor the other way."""
        if {source.lang, target.lang} != {"es", "en"}:
            return []
        here, there = (_QUESTION.search(passage.text) for passage in (source, target))
        reported_here, reported_there = (
            _REPORTED[passage.lang].search(passage.text) for passage in (source, target)
        )
        if there and not (here or reported_here or reported_there):
            span = span_in(target, there.start(), there.end())
            return [Finding(self.name, TYPE, Severity.MAJOR, "statement made a question", None, span, 0.8)]
        asked = here or _WONDERED[source.lang].search(source.text)
        if asked and not (there or reported_there):
            span = span_in(source, asked.start(), asked.end())
            return [Finding(self.name, TYPE, Severity.MINOR, "question made a statement", span, None, 0.6)]
        return []
