"""Which outlet an article is from, by its address or by the agency in its dateline."""

from functools import lru_cache
from urllib.parse import urlsplit

from fiel.data.tables import read_table


def host_of(url: str) -> str:
    """Host name in lower case without `www.`; empty if `url` is no web address."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # such as an unclosed [ of an IPv6 host
        return ""
    return host.removeprefix("www.")


def outlet_of(url: str) -> str:
    """Outlet whose site `url` is on; the bare host name of a site that outlets.tsv lacks.

    >>> outlet_of("https://en.granma.cu/cuba/2024-12-05/title")
    'Granma'
    """
    return known_outlet(url) or host_of(url)


def known_outlet(url: str) -> str:
    """Outlet whose site `url` is on by outlets.tsv; empty for any other site."""
    labels = host_of(url).split(".")
    domains = (".".join(labels[start:]) for start in range(len(labels)))
    return next((_by_domain()[domain] for domain in domains if domain in _by_domain()), "")


def outlet_of_agency(name: str) -> str:
    """Outlet that datelines call `name`; empty if it is none we know.

    >>> outlet_of_agency("RHC")
    'Radio Habana Cuba'
    """
    return _by_agency().get(name, "")


def agencies() -> tuple[str, ...]:
    """Every name that stands for an outlet in datelines."""
    return tuple(_by_agency())


def names_of(outlet: str) -> tuple[str, ...]:
    """The outlet's own name and those that datelines and credits call it by.

    >>> names_of("Prensa Latina")
    ('Prensa Latina', 'PL')
    """
    return tuple(dict.fromkeys((outlet, *(name for name, other in _by_agency().items() if other == outlet))))


@lru_cache(maxsize=1)
def _by_domain() -> dict[str, str]:
    return {domain: outlet for domains, outlet, _ in _rows() for domain in domains.split(" | ")}


@lru_cache(maxsize=1)
def _by_agency() -> dict[str, str]:
    return {name: outlet for _, outlet, names in _rows() for name in names.split(" | ") if name != "-"}


def _rows() -> tuple[tuple[str, ...], ...]:
    return read_table("outlets.tsv", 3)
