"""Who speaks: offices, pronouns and short names traced to the fullest name."""

import pytest

from fiel.eval.quotes import SPOKEN, extract_quotes
from fiel.records import Article, Quote


def last_quote(lang: str, text: str) -> Quote:
    article = Article(id="a", lang=lang, title="", paragraphs=tuple(text.split("¶")))
    return [quote for quote in extract_quotes(article) if quote.kind in SPOKEN][-1]


@pytest.mark.parametrize(
    ("lang", "text", "words", "speaker", "how"),
    [
        ("en", "Mayor Ann Lee came.¶“It rains,” Lee said.", "Lee", "Ann Lee", "name"),
        ("en", "Mayor Ann Lee came.¶“It rains,” the mayor said.", "the mayor", "Ann Lee", "role"),
        ("en", "Ann Lee, the mayor, came.¶“It rains,” the mayor said.", "the mayor", "Ann Lee", "role"),
        ("en", "Gov. Ann Lee came.¶“It rains,” the governor said.", "the governor", "Ann Lee", "role"),
        ("en", "Bob Ray met Ann Lee.¶“It rains,” she said.", "she", "Ann Lee", "pronoun"),
        ("en", "Bob Ray met Ann Lee.¶“It rains,” he said.", "he", "Bob Ray", "pronoun"),
        ("en", "“It rains,” Ann Lee said.¶“It has rained for days.”", "Ann Lee", "Ann Lee", "carried"),
        ("en", "“It rains,” a man said.", "a man", "man", "role"),
        (
            "en",
            "Ann Lee and others came. Mr. Lee, her brother Tom Lee, spoke.¶“It rains,” Mr. Lee said.",
            "Mr. Lee",
            "Tom Lee",
            "name",
        ),
        (
            "en",
            "Asked if Bob Ray would sign, the secretary, Tom Lee, demurred. “It rains,” he said.",
            "he",
            "Tom Lee",
            "pronoun",
        ),
        ("en", "“It rains,” said Ann Lee of Ohio, who leads the party.", "Ann Lee", "Ann Lee", "name"),
        ("en", "Bob Ray of Ohio, who leads the party, said: “It rains.”", "Bob Ray", "Bob Ray", "name"),
        (
            "en",
            "Bob Ray — a banker who has never held office — said: “It rains.”",
            "Bob Ray",
            "Bob Ray",
            "name",
        ),
        ("en", "Bob Ray met Ann Lee and said: “It rains today.”", "Bob Ray", "Bob Ray", "name"),
        ("es", "La ministra Ana Paz llegó.¶«Llueve», dijo la ministra.", "la ministra", "Ana Paz", "role"),
        (
            "es",
            "El canciller Luis Ruiz llegó.¶«Llueve», dijo.",
            "El canciller Luis Ruiz",
            "Luis Ruiz",
            "carried",
        ),
        ("es", "Luis Ruiz de Cossío llegó.¶«Llueve», dijo Ruiz.", "Ruiz", "Luis Ruiz de Cossío", "name"),
        (
            "es",
            "El ministro de Energía y Minas, Luis Ruiz, dijo: «Llueve».",
            "Luis Ruiz",
            "Luis Ruiz",
            "name",
        ),
        ("es", "«Llueve», dijo por su parte Luis Ruiz.", "Luis Ruiz", "Luis Ruiz", "name"),
        (
            "es",
            "«Llueve», dijo a la prensa el director del banco, Luis Ruiz.",
            "el director",
            "Luis Ruiz",
            "role",
        ),
    ],
)
def test_the_speaker_is_named_in_full(lang: str, text: str, words: str, speaker: str, how: str) -> None:
    quote = last_quote(lang, text)
    assert (quote.speaker_text, quote.speaker_id, quote.speaker_how) == (words, speaker, how)


def test_a_deputy_is_not_the_minister() -> None:
    text = "Trade Minister Rita Sol came with Deputy Trade Minister Omar Haddad.¶“It rains,” the {} said."
    assert last_quote("en", text.format("minister")).speaker_id == "Rita Sol"
    assert last_quote("en", text.format("deputy minister")).speaker_id == "Omar Haddad"
    assert last_quote("en", text.format("vice minister")).speaker_id == "Omar Haddad"


def test_an_office_that_nobody_was_given_is_not_guessed() -> None:
    assert (
        last_quote("en", "“It rains,” Ann Lee said.¶“It snows,” the president said.").speaker_id
        == "president"
    )


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Sen. Bob Ray (R-Ky.) met Sen. Tom Lott, D-Ohio. “Ask him,” he said.¶“No,” the Kentucky Republican said.",
            "Bob Ray",
        ),
        ("Sen. Bob Ray (R-Ky.) met Sen. Tom Lott, D-Ohio.¶“No,” the Democrat said.", "Tom Lott"),
        ("“It rains,” said state Sen. Ann Lee.", "Ann Lee"),
        ("Former Mayor Ann Lee came.¶“It rains,” the mayor said.", "Ann Lee"),
        ("Bob Ray met Tom Lee.¶“Why?” Mr. Ray asked.¶“Why not?” he replied.", "Tom Lee"),
        ("A reporter asked Ann Lee if she would run. “No,” she said.", "Ann Lee"),
        ("Bob Ray spoke.¶Tom Lee glowered. Then he stood up. “No,” he said.", "Tom Lee"),
        ("The next president, she told them, “will have work to do.”¶Ann Lee smiled.", "Ann Lee"),
        ("Ann Lee and Bob Ray said in a letter that it was “all over.”", "Ann Lee and Bob Ray"),
        ("Ann Lee said that the crowd broke into chants of “Go home!”", "crowd"),
        ("“No,” said one of them, Ann Lee.", "Ann Lee"),
        ("“No,” the South Carolinian said.", "South Carolinian"),
        ("Senator Elizabeth Warden was glad. “Yes,” she said.", "Elizabeth Warden"),
        ("Asked if he trusted Lee, the senator nodded: “He is fine.”", "senator"),
        ("Tom Lee spoke. Setting out his view of the bridge, he said: “It leans.”", "Tom Lee"),
        ("Ann Lee spoke. Saying her father was ill, she called him “a quiet man of few words.”", "Ann Lee"),
        ("The town's Water Board met. The Blue Harp said it had food. “Come now,” it said.", "Blue Harp"),
        ("The U.S. Harbour Office met. Later the Tide made a point that it called “a first.”", "Tide"),
        ("The Kennedys and a bank spoke. “Come now,” it said.", "bank"),
        ("Born in Leeds, she said: “It rains.” Ann Lee laughed.", "Ann Lee"),
        ("Officials came. Beijing in a statement called it “a plain lie.”", "Beijing"),
    ],
)
def test_speakers_of_news_articles(text: str, speaker: str) -> None:
    assert last_quote("en", text).speaker_id == speaker


@pytest.mark.parametrize("sentence", ["She smiled. ", "The aide came. ", "When he came, she smiled. "])
def test_a_thousand_sentences_that_name_nobody_are_read(sentence: str) -> None:
    assert last_quote("en", sentence * 1000 + "“It rains,” the aide said.").speaker_text == "the aide"


def test_another_is_nobody_who_was_named() -> None:
    quote = last_quote(
        "en", "One aide called it “a mess of our own.” Another said it was “a joke on us all.”"
    )
    assert (quote.speaker_text, quote.speaker_id) == ("Another", "")


@pytest.mark.parametrize("seat", [" (D-Ohio)", " (I)", ", D-Ohio,"])
@pytest.mark.parametrize("lang", ["en", "es", "fr"])
def test_a_party_and_state_after_a_name_are_read_in_any_language(lang: str, seat: str) -> None:
    verb = "said" if lang == "en" else "dijo"
    quotes = extract_quotes(
        Article(id="a", lang=lang, title="", paragraphs=(f"Ana Paz{seat} {verb}: “No”.",))
    )
    assert [quote.text for quote in quotes] == ["No"]
