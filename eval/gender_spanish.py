"""Marks of a person's gender in Spanish: pronouns, nouns, and endings that agree with the subject."""

from collections.abc import Iterator

from fiel.eval.gender_words import Mark, grammar, persons, spanish_nouns
from fiel.eval.tokens import Token, tokenise, unaccented
from fiel.eval.vocabulary import zipf

AGREEING = 2.2
"""Zipf frequency from which both forms of an adjective or an infinitive count as real words."""
_PRONOUNS = {"él": "m", "ella": "f", "ellas": "f"}
_CLITICS = {"lo": "m", "la": "f"}


def spanish_marks(text: str, objects: frozenset[str] = frozenset()) -> Iterator[Mark]:
    """Words that tell a person's gender; lo and la only where English has a person as object.

    Subject pronouns are strong: nothing else in the sentence explains them.
    """
    tokens = tokenise(text)
    for at, token in enumerate(tokens):
        pronoun = _PRONOUNS.get(token.low)
        if pronoun:
            strong = at == 0 or tokens[at - 1].low not in grammar("es", "preposition")
            yield Mark(pronoun, token, strong)
            continue
        gender = _lexical(at, tokens) or _agreeing(at, tokens)
        if not gender and objects:
            gender = _clitic(at, tokens)
        if gender:
            yield Mark(gender, token, strong=False)


def _lexical(at: int, tokens: tuple[Token, ...]) -> str:
    """A noun of man and woman, or a word for persons that is said of the subject."""
    word = unaccented(tokens[at].low)
    if word in spanish_nouns():
        return spanish_nouns()[word]
    before = tokens[at - 1].low if at else ""
    if word in ("mismo", "misma") and before in ("sí", "conmigo", "yo", "contigo"):
        return "m" if word == "mismo" else "f"
    if before in ("propio", "propia") and tokens[at].capital:
        return "m" if before == "propio" else "f"
    endings, common = persons()
    gender = endings.get(word, "")
    if word in common or (
        word in grammar("es", "rank") and at + 1 < len(tokens) and tokens[at + 1].low in ("de", "en", "que")
    ):
        gender = _article(before) or (_article(tokens[at - 2].low) if at > 1 else "")
    if (
        not gender
        and word.endswith(tuple(grammar("es", "person_ending")))
        and word not in grammar("es", "no_person")
    ):
        gender = "f" if word.endswith("a") else "m"
    return gender if gender and _is_predicate(at, tokens) else ""


def _is_predicate(at: int, tokens: tuple[Token, ...]) -> bool:
    """fue una gran profesora, como directora, se convirtió en la primera senadora, “, autora de”."""
    place = at - 1
    article = False
    while place >= 0 and at - place <= 4:
        word = unaccented(tokens[place].low)
        if word in grammar("es", "copula") or word in grammar("es", "naming"):
            return True
        if tokens[place].kind == "mark":
            return not article and tokens[place].text in ",.("
        article = article or bool(_article(word))
        if not _article(word) and word not in grammar("es", "adverb") and word[-1:] not in "oarn":
            return False
        place -= 1
    return place < 0 and not article


def _agreeing(at: int, tokens: tuple[Token, ...]) -> str:
    """fue extraditado, es muy activa, era uno de los: an ending that agrees with an unspoken subject."""
    word = tokens[at].low
    if word[-1] not in "oa" or len(word) < 3 or word in grammar("es", "impersonal"):
        return ""
    verb = at - 1
    while verb > 0 and (tokens[verb].low in grammar("es", "adverb") or tokens[verb].low.endswith("mente")):
        verb -= 1
    if verb < 0 or unaccented(tokens[verb].low) not in grammar("es", "copula"):
        return ""
    subject = verb - 1
    unspoken = tokens[verb].low in grammar("es", "infinite")
    while subject >= 0 and tokens[subject].low in grammar("es", "before_copula"):
        subject -= 1
    if not (unspoken or _opens_clause(subject, tokens)):
        return ""
    if word in ("uno", "una"):
        partitive = at + 1 < len(tokens) and tokens[at + 1].low == "de"
        return ("m" if word == "uno" else "f") if partitive else ""
    both = all(zipf(word[:-1] + ending, "es") >= AGREEING for ending in "oa")
    if word.endswith(("ola", "esa", "ora", "ona")):
        both = both or zipf(word[:-1], "es") >= AGREEING
    return ("m" if word[-1] == "o" else "f") if both else ""


def _opens_clause(subject: int, tokens: tuple[Token, ...]) -> bool:
    """Whether no subject stands before a verb: only a mark, a conjunction, or "En la Guerra Mundial"."""
    if subject < 0 or tokens[subject].kind != "word" or tokens[subject].low in grammar("es", "clause"):
        return True
    for place in range(subject, max(-1, subject - 6), -1):
        if tokens[place].kind == "mark":
            return False
        if tokens[place].low in grammar("es", "preposition"):
            return tokens[place].low != "de" and (place == 0 or tokens[place - 1].kind == "mark")
    return False


def _clitic(at: int, tokens: tuple[Token, ...]) -> str:
    """lo nombraron, la llevó, absolverla; but una charla."""
    word = tokens[at].low
    if word in ("lo", "la") and at + 1 < len(tokens):
        verb = tokens[at + 1].low
        return (
            _CLITICS[word]
            if verb in grammar("es", "auxiliary") or verb.endswith(tuple(grammar("es", "verb_ending")))
            else ""
        )
    if word.endswith(("rlo", "rla", "ndolo", "ndola")) and word not in grammar("es", "neuter"):
        return _CLITICS[word[-2:]] if zipf(unaccented(word[:-2]), "es") >= AGREEING else ""
    return ""


def _article(word: str) -> str:
    for gender in "mf":
        if word in grammar("es", f"article_{gender}"):
            return gender
    return ""
