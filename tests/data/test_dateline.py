"""Datelines come off; text that only looks like one stays."""

import pytest

from fiel.data.dateline import agency_of, split_dateline

DATELINES = [
    "Havana, December 5 (RHC)-- ",
    "Havana, December 5 (RHC) -- ",
    "Havana, December 5 (RHC)--",
    "Havana, December 5, 2024 (RHC) – ",
    "Havana, Thursday, December 5 (RHC)-",
    "Havana, Sep 21 (RHC) ",
    "Havana, Sept. 21 (RHC)— ",
    "Havana, 5 Dec (Prensa Latina) ",
    "United Nations, Jun 23 (RHC) ",
    "New York, Oct. 30 (Xinhua) -- ",
    "St. George's, Oct 30 (RHC)-- ",
    "Port-au-Prince, March 1 (RHC): ",
    "(RHC) -- ",
    "(RHC)--",
    "GENEVA (Reuters) - ",
    "Havana, Cuba.– ",
    "La Habana, 5 dic (RHC) ",
    "La Habana, 5 dic. (RHC).- ",
    "La Habana, 13 mar (Prensa Latina) ",
    "LA HABANA, Cuba, 5 dic (ACN).- ",
    "La Habana, 5 de diciembre (PL) – ",
    "La Habana, 5 dic 2024 (RHC) ",
    "La Habana, (RHC).- ",
    "Santiago de Cuba, 26 jul.- ",
    "San José de las Lajas, 1º de mayo (RHC) – ",
    "Pinar del Río, 3 ene (Radio Guamá) ",
    "Ámsterdam, 3 ene (Agencia de Ejemplo) ",
    "LA HABANA.— ",
    "5 dic (RHC) ",
]

NO_DATELINES = [
    "The World Health Organization (WHO) said on Friday",
    "La Organización Mundial de la Salud (OMS) – dijo",
    "El Partido de Ejemplo (PE) celebró el 5 de diciembre su congreso",
    "Cuba —dijo el ministro— no cederá",
    "December 5 is the day of the vote",
    "March 4-5 talks in Havana were frank",
    "May 5 people (all of them nurses) left",
    "P.- ¿Qué espera usted?",
    "—No lo sé —respondió.",
    "“We can describe the dialogue as frank,” he said.",
    "In Havana, on December 5 (a Thursday), the talks ended",
    "",
]


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_is_split_from_the_text_to_the_letter(dateline: str) -> None:
    assert split_dateline(f"{dateline}Cuba expressed its will.") == (dateline, "Cuba expressed its will.")


@pytest.mark.parametrize("paragraph", NO_DATELINES)
def test_a_paragraph_without_dateline_stays_whole(paragraph: str) -> None:
    assert split_dateline(paragraph) == ("", paragraph)


@pytest.mark.parametrize("paragraph", ["La Habana, 5 dic (RHC)", "Havana, December 5", "(RHC)"])
def test_a_dateline_may_be_a_paragraph_of_its_own(paragraph: str) -> None:
    assert split_dateline(paragraph) == (paragraph, "")


def test_the_agency_stands_in_brackets() -> None:
    assert agency_of("La Habana, 13 mar (Prensa Latina)") == "Prensa Latina"
    assert agency_of("Santiago de Cuba, 26 jul") == ""
