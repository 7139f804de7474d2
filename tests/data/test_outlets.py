"""The outlet is told by the address, or by the agency of the dateline."""

import pytest

from fiel.data.outlets import agencies, host_of, known_outlet, outlet_of, outlet_of_agency


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.radiohc.cu/en/noticias/nacionales/1-a", "Radio Habana Cuba"),
        ("http://RADIOHC.CU/?p=5", "Radio Habana Cuba"),
        ("https://en.granma.cu/cuba/2024-12-05/title", "Granma"),
        ("https://www.prensa-latina.cu/2025/02/25/titulo/", "Prensa Latina"),
        ("https://notgranma.cu/title", "notgranma.cu"),
        ("https://www.example.org/title", "example.org"),
        ("not an address", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_the_domain_names_the_outlet_and_an_unknown_one_itself(url: str, outlet: str) -> None:
    assert outlet_of(url) == outlet


def test_an_unknown_site_is_not_a_known_outlet() -> None:
    assert known_outlet("https://example.org/a") == ""
    assert host_of("https://www.example.org/a") == "example.org"


def test_agencies_lead_to_their_outlets() -> None:
    assert outlet_of_agency("PL") == outlet_of_agency("Prensa Latina") == "Prensa Latina"
    assert outlet_of_agency("nobody") == ""
    assert "-" not in agencies()
