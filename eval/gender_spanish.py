"""Marks of a person's gender in Spanish: pronouns, nouns, and endings that agree with the subject."""

from collections.abc import Iterator
from functools import cache

from fiel.eval.gender_words import OTHER, Mark, grammar, persons, spanish_nouns
from fiel.eval.tokens import Token, tokenise, unaccented
from fiel.eval.vocabulary import zipf

GRAMMAR = 5.5
"""Zipf frequency above which a word after an adjective is no noun of its own."""
_VERBS = ("ar", "er", "ir", "ando", "iendo")
AGREEING = 2.2
"""Zipf frequency from which both forms of an adjective or an infinitive count as real words."""
_PRONOUNS = {"él": "m", "ella": "f", "ellas": "f"}
_TIMES = {"vez", "ocasión"}
_OBJECTS = ("le", "les", "lo")
_CLITICS = {"lo": "m", "la": "f"}


def spanish_marks(text: str, objects: frozenset[str] = frozenset()) -> Iterator[Mark]:
    """Words that tell a person's gender; lo and la only where English has a person as object.

    Subject pronouns are strong: nothing else in the sentence explains them. A pronoun after a preposition
    may be a thing's, and counts only where nothing else does.
    """
    tokens = tokenise(text)
    found = [mark for at in range(len(tokens)) if (mark := _mark(at, tokens, objects)) is not None]
    firm = [mark for mark in found if mark.strong or mark.token.low not in _PRONOUNS]
    yield from firm or found


def _mark(at: int, tokens: tuple[Token, ...], objects: frozenset[str]) -> Mark | None:
    token = tokens[at]
    pronoun = _PRONOUNS.get(token.low)
    if pronoun:
        before = tokens[at - 1].low if at else ""
        strong = before not in grammar("es", "preposition")
        plural = token.low == "ellas" and (not strong or before in grammar("es", "all"))
        return None if plural else Mark(pronoun, token, strong)
    gender = _lexical(at, tokens) or _agreeing(at, tokens) or (_clitic(at, tokens) if objects else "")
    return Mark(gender, token, strong=False) if gender else None


def _lexical(at: int, tokens: tuple[Token, ...]) -> str:
    """A noun of man and woman, or a word for persons that is said of the subject."""
    word = unaccented(tokens[at].low)
    if word in spanish_nouns():
        return "" if in_name(at, tokens) else spanish_nouns()[word]
    before = tokens[at - 1].low if at else ""
    if word in ("mismo", "misma") and before in ("sí", "conmigo", "yo", "contigo"):
        return "m" if word == "mismo" else "f"
    if before in ("propio", "propia") and tokens[at].capital:
        return "m" if before == "propio" else "f"
    kind = person_gender(word)
    gender = kind if kind != "both" else ""
    if kind == "both" or (word in grammar("es", "rank") and _is_of(at, tokens)):
        between = at > 1 and (before in grammar("es", "rank") or before in grammar("es", "adverb"))
        gender = article_gender(before) or (article_gender(tokens[at - 2].low) if between else "")
    if gender and _is_predicate(at, tokens):
        return gender
    return _subject_gender(at, tokens)


def _subject_gender(at: int, tokens: tuple[Token, ...]) -> str:
    """La jueza anunció, "Una vecina: the one person of a sentence, with the article that opens it."""
    gender = article_gender(tokens[at - 1].low) if at else ""
    opens = at > 0 and all(token.kind == "mark" for token in tokens[: at - 1])
    if not (gender and opens and person_gender(tokens[at].low) in (gender, "both")):
        return ""
    named = at + 1
    while named < len(tokens) and tokens[named].capital:
        named += 1
    others = tokens[named:]
    alone = not any(
        token.capital or person_gender(token.low) == OTHER[gender] or token.low in (*_PRONOUNS, *_OBJECTS)
        for token in others
    )
    return gender if alone else ""


@cache
def person_gender(word: str) -> str:
    """The gender that a noun of persons shows by its ending; "both" if only an article can."""
    word = unaccented(word)
    endings, common = persons()
    known = spanish_nouns().get(word) or endings.get(word, "")
    if known:
        return known
    if word in grammar("es", "no_person"):
        return ""
    if word in common or word.endswith("ista"):
        return "both"
    if word.endswith(tuple(grammar("es", "person_ending"))):
        return "f" if word.endswith("a") else "m"
    return ""


def in_name(at: int, tokens: tuple[Token, ...]) -> bool:
    """Whether a capital shows that a word belongs to a title or a name: Woman's Hour, Agrupación Femenina."""
    if at == 0 or not tokens[at].capital or tokens[at - 1].kind == "mark":
        return False
    return at + 1 == len(tokens) or not tokens[at + 1].capital


def _is_of(at: int, tokens: tuple[Token, ...]) -> bool:
    """la menor de, la primera israelita que; but la segunda vez en."""
    after = tokens[at + 1 : at + 3]
    return any(token.low in ("de", "en", "que") for token in after) and after[0].low not in _TIMES


def _is_predicate(at: int, tokens: tuple[Token, ...]) -> bool:
    """fue una gran profesora, como directora, se convirtió en la primera senadora, “, autora de”."""
    place = at - 1
    article = False
    while place >= 0 and at - place <= 4:
        word = unaccented(tokens[place].low)
        if word in ("de", "del"):
            return False
        if word in grammar("es", "copula") or word in grammar("es", "naming"):
            return True
        if tokens[place].kind == "mark":
            return not article and tokens[place].text in ",.("
        article = article or bool(article_gender(word))
        if not article_gender(word) and word not in grammar("es", "adverb") and word[-1:] not in "oarnle":
            return False
        place -= 1
    return place < 0 and not article


def _agreeing(at: int, tokens: tuple[Token, ...]) -> str:
    """fue extraditado, es muy activa, era uno de los: an ending that agrees with an unspoken subject."""
    word = tokens[at].low
    if word[-1] not in "oa" or len(word) < 3 or word in grammar("es", "impersonal") or _qualifies(at, tokens):
        return ""
    verb = _copula_before(at, tokens)
    if verb < 0:
        return ""
    subject = verb - 1
    unspoken = tokens[verb].low in grammar("es", "infinite")
    while subject >= 0 and tokens[subject].low in (*grammar("es", "before_copula"), *grammar("es", "adverb")):
        subject -= 1
    named = tokens[verb].low not in grammar("es", "state") and _is_person(subject, tokens)
    if not (unspoken or named or _opens_clause(subject, tokens)):
        return ""
    if word in ("uno", "una"):
        partitive = at + 1 < len(tokens) and tokens[at + 1].low == "de"
        return ("m" if word == "uno" else "f") if partitive else ""
    both = all(zipf(word[:-1] + ending, "es") >= AGREEING for ending in "oa")
    if word.endswith(("ola", "esa", "ora", "ona")):
        both = both or zipf(word[:-1], "es") >= AGREEING
    return ("m" if word[-1] == "o" else "f") if both else ""


def _qualifies(at: int, tokens: tuple[Token, ...]) -> bool:
    """Whether an adjective belongs to the thing after it: es buena señal; not nombrada directora."""
    word, after = tokens[at].low, tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or after.kind != "word" or after.capital or word.endswith(("ado", "ada", "ido", "ida")):
        return False
    person = unaccented(after.low) in {*spanish_nouns(), *persons()[0], *persons()[1]}
    small = zipf(after.low, "es") > GRAMMAR or after.low in grammar("es", "adverb") | grammar("es", "clause")
    return not (person or small or after.low.endswith(("mente", *_VERBS)))


def _copula_before(at: int, tokens: tuple[Token, ...]) -> int:
    """Place of the verb whose complement a word is: fue, era muy amable y (simpática); -1 if there is none."""
    for place in range(at - 1, max(-1, at - 6), -1):
        word = tokens[place].low
        if unaccented(word) in grammar("es", "copula"):
            return place
        joined = word in ("y", "e") or (word[-1:] in "elr" and tokens[place + 1].low in ("y", "e"))
        if not (joined or word in grammar("es", "adverb") or word.endswith("mente")):
            return -1
    return -1


def _is_person(subject: int, tokens: tuple[Token, ...]) -> bool:
    """Whether the word before a verb is a bare name: Monroe es conocida."""
    first = subject
    while first > 0 and tokens[first].capital and tokens[first - 1].capital:
        first -= 1
    governed = first > 0 and tokens[first - 1].low in grammar("es", "preposition")
    return (
        tokens[subject].capital
        and not governed
        and (subject == 0 or tokens[subject - 1].kind == "mark" or tokens[subject - 1].capital)
    )


def _opens_clause(subject: int, tokens: tuple[Token, ...]) -> bool:
    """Whether no subject stands before a verb: only a mark, a conjunction, or "En la Guerra Mundial"."""
    if subject < 0 or tokens[subject].kind != "word" or tokens[subject].low in grammar("es", "clause"):
        return True
    for place in range(subject, max(-1, subject - 6), -1):
        if tokens[place].kind == "mark":
            return False
        if tokens[place].low in grammar("es", "preposition"):
            opens = place == 0 or (tokens[place - 1].kind == "mark" and not _abbreviates(place - 1, tokens))
            return tokens[place].low != "de" and opens
    return False


def _abbreviates(at: int, tokens: tuple[Token, ...]) -> bool:
    """The last stop of F.B.I."""
    return tokens[at].text == "." and at > 0 and len(tokens[at - 1].text) == 1


def _clitic(at: int, tokens: tuple[Token, ...]) -> str:
    """lo nombraron, la llevó, absolverla; but una charla."""
    word = tokens[at].low
    if word in ("lo", "la") and at + 1 < len(tokens):
        verb = tokens[at + 1].low
        return (
            _CLITICS[word]
            if verb in grammar("es", "auxiliary")
            or verb.endswith(tuple(grammar("es", "verb_ending")))
            or _is_imperfect(verb)
            else ""
        )
    if word.endswith(("rlo", "rla", "ndolo", "ndola")) and word not in grammar("es", "neuter"):
        return _CLITICS[word[-2:]] if zipf(unaccented(word[:-2]), "es") >= AGREEING else ""
    return ""


def _is_imperfect(word: str) -> bool:
    """seguía, of seguir; but no compañía."""
    return (
        len(word) > 4 and word.endswith("ía") and max(zipf(word[:-2] + e, "es") for e in ("er", "ir")) > 2.5
    )


def article_gender(word: str) -> str:
    """The gender of an article or demonstrative; empty for another word."""
    for gender in "mf":
        if word in grammar("es", f"article_{gender}"):
            return gender
    return ""
