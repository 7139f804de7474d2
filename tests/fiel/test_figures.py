"""Histograms that suit any page."""

import re

import pytest
from lxml import etree

from fiel.figures import histogram


def draw(name: str = "scores", **series: list[float]) -> str:
    """A histogram of scores."""
    return histogram(name, series, label="score", limits=(0, 1))


def test_the_same_values_give_the_same_bytes() -> None:
    assert draw(kept=[0.1, 0.9], refused=[0.2]) == draw(kept=[0.1, 0.9], refused=[0.2])


def test_colours_come_from_the_page_and_no_style_leaks_into_it() -> None:
    svg = draw(kept=[0.1, 0.9], refused=[0.2])
    assert "var(--series-1)" in svg
    assert "var(--series-2)" in svg
    assert "currentColor" in svg
    assert "#0" not in svg
    assert "<style" not in svg
    assert "font-family" not in svg


def test_two_figures_share_no_id() -> None:
    first, second = (set(re.findall(r'\bid="(.*?)"', draw(name, kept=[0.5]))) for name in ("a", "b"))
    assert first
    assert not first & second


@pytest.mark.parametrize("values", [[], [0.5], [-3.0, 7.0], [0.0, 1.0] * 5000])
def test_any_number_of_values_can_be_drawn(values: list[float]) -> None:
    svg = draw(kept=values)
    assert etree.fromstring(svg).tag.endswith("svg")
    assert f"kept ({len(values):,})" in svg
