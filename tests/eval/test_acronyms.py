"""An acronym of common words has to change with them; one of a proper name may stay."""

import pytest

from fiel.eval.acronyms import AcronymCheck
from fiel.records import Finding, Passage


def found(spanish: str, english: str) -> list[Finding]:
    return AcronymCheck()(Passage(spanish, "es"), Passage(english, "en"))


@pytest.mark.parametrize(
    ("spanish", "english", "acronym"),
    [
        ("el agua corporal total (ACT) aumentó", "total body water (ACT) rose", "ACT"),
        ("un trastorno de estrés postraumático (TEPT)", "a stress disorder (TEPT)", "TEPT"),
        ("lo acordó la ONU", "the ONU agreed", "ONU"),
    ],
)
def test_an_acronym_of_the_other_language_is_found(spanish: str, english: str, acronym: str) -> None:
    (finding,) = found(spanish, english)
    assert finding.message == f"acronym left untranslated: {acronym}"
    assert finding.target_span
    assert english[slice(*finding.target_span)] == acronym


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("el agua corporal total (ACT)", "total body water (TBW)"),
        ("la Central de Trabajadores de Cuba (CTC)", "the Cuban Workers' Federation (CTC)"),
        ("la masa grasa (MG) total", "the total mass (of grease) (MG)"),
        ("un ensayo (PALM) previo", "an earlier trial (PALM)"),
    ],
)
def test_names_and_acronyms_that_fit_both_languages_are_not(spanish: str, english: str) -> None:
    assert found(spanish, english) == []
