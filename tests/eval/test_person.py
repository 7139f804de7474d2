"""We stay we and I stays I; what is left out or said of others is no change."""

import pytest

from fiel.eval.person import PersonCheck
from fiel.records import Passage


@pytest.mark.parametrize(
    ("spanish", "english", "messages"),
    [
        ("Pedimos justicia.", "I ask for justice.", ["person changed: Pedimos → I"]),
        ("Yo pido justicia.", "We ask for justice.", ["person changed: Yo → We"]),
        ("Nuestro país resiste.", "My country resists.", ["person changed: Nuestro → My"]),
        ("Hablaremos mañana.", "I will talk tomorrow.", ["person changed: Hablaremos → I"]),
        ("Tu carta llegó.", "My letter came.", ["person changed: Tu → My"]),
        ("Ellos saben la verdad.", "You know the truth.", ["person changed: Ellos → You"]),
        ("No firmé ese papel.", "We did not sign that paper.", ["person changed: firmé → We"]),
        (
            "“Perdimos el taller”, dijo Ana Ríos.",
            "“They lost the workshop,” Ana Ríos said.",
            ["person changed: Perdimos → They"],
        ),
        ("“Perdimos todo”, dijeron.", "They said they lost everything.", []),
        ("“Pagamos lo que piden”, dijo.", "“They were paid what they ask,” he said.", []),
        ("“Usted manda”, le dijo.", "“I am in charge,” he told him.", ["person changed: Usted → I"]),
        (
            "“Quemaron mis cartas y me vieron”, dijo.",
            "“They burned their letters and saw me,” he said.",
            ["person changed: mis → their"],
        ),
        ("“Mi tía cuida su casa”, dijo.", "“An aunt looks after her house,” he said.", []),
        (
            "“Mi tía viene conmigo”, dijo.",
            "“My aunt comes with us,” he said.",
            ["person changed: conmigo → us"],
        ),
        ("“Creo en el país”, dijo.", "“I believe in our country,” he said.", []),
        ("“¿Queréis ver cómo estoy?”, dijo.", "“You want to see?” he said.", []),
        ("“No vi nada”, nos dijo.", "“I saw nothing,” he said.", []),
        ("Nos lo impiden.", "They prevent it.", []),
        ("Nuestro plan es su plan.", "Their plan.", []),
        ("Está en el café; aquí, así.", "We are in the café.", []),
        ("Pedimos justicia.", "We ask for justice.", []),
        ("Pedimos justicia.", "The delegation asks for justice.", []),
        ("Yo creo que podemos.", "I think we can.", []),
        ("Los últimos reclamos de ambos extremos.", "My latest claims.", []),
        ("Pedimos a EE.UU. un gesto.", "We ask the US for a gesture.", []),
        ("Se reunió con el gobierno.", "I met the US government.", []),
    ],
)
def test_a_changed_first_person_is_major(spanish: str, english: str, messages: list[str]) -> None:
    findings = PersonCheck()(Passage(spanish, "es"), Passage(english, "en"))
    assert [finding.message for finding in findings] == messages
    assert all(finding.severity == "major" for finding in findings)


def test_it_works_from_english_too() -> None:
    (finding,) = PersonCheck()(Passage("I ask.", "en", 5), Passage("Pedimos.", "es", 9))
    assert (finding.source_span, finding.target_span) == ((5, 6), (9, 16))
