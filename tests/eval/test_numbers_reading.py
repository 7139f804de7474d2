"""Numbers are read as a careful reader of each language reads them.

The expected values were noted by hand. A `~` marks a soft number (it may answer, it is
not missed), `@` a clock time in minutes of the day; of several readings of a demanded
number the largest is shown.
"""

from fractions import Fraction

import pytest

from fiel.eval.numbers_reading import Number, read_numbers

SPANISH = """
20 000 personas | 20000
20.000 personas | 20000
20\u00a0000 personas | 20000
1.234.567 votos | 1234567
3,5 toneladas | 3.5
1.234,5 toneladas | 1234.5
8 % de los votos | 8
8% de los votos | 8
6 por ciento | 6
seis por ciento | 6
cien por ciento | ~100
16.000 millones de dólares | 16000000000
16 mil millones de dólares | 16000000000
mil millones | 1000000000
mil 200 millones de pesos | 1200000000
3 mil 500 médicos | 3500
tres mil quinientos médicos | 3500
1,2 millones | 1200000
1.200 millones | 1200000000
un millón de firmas | 1000000
dos millones y medio de personas | 2500000
2 millones 300 mil pesos | 2300000
5 mil 300 millones | 5300000000
un billón de pesos | 1000000000000
cien mil millones | 100000000000
medio millón | 500000
veintiún años | 21
veintiuno | 21
veintidos | 22
treinta y dos países | 32
ciento cinco países | 105
doscientas mujeres | 200
mil novecientos cincuenta y nueve | 1959
dos mil veintitrés | 2023
once mil vírgenes | 11000
un hombre | ~1
uno de los dos | ~1 2
siglo XX | ~100 20
siglo XV | ~100 15
los siglos XIX y XX | 19 20
Juan Pablo II | ~2
la II Guerra Mundial | ~2
el XV Congreso | ~15
un tercio de los votos | 1/3
dos tercios | 2/3
tres cuartas partes | 0.75
una quinta parte | 0.2
la mitad del país | ~0.5
tercera parte | ~3
1981-87 | 1981 1987
1981-1987 | 1981 1987
en el 87 | 87
los años 90 | 90
la década de 1990 | ~10 1990
años noventa | 90
cuatro meses de edad | 4
cuatro de cada diez | 0.4
octavos de final | ~16
cuartos de final | ~4/8
terceros países | -
primer ministro | -
tercera edad | -
primer lugar | ~1
segundo set | ~2
en segundo lugar | ~2
vigésimo aniversario | ~20
60 aniversario | 60
3.º puesto | 3
5to Congreso | 5
2da ronda | 2
15 de agosto de 1940 | 15 ~8 1940
5/12/2023 | 5 12 2023
docena de heridos | ~12
media docena | ~6
decenas de heridos | ~10
cientos de miles | ~100 ~1000
miles de cubanos | ~1000
mil cubanos | 1000
COVID-19 | ~19
el avión F-16 | ~16
un MiG-21 | ~1 ~21
a las 19:00 | @1140
a las 7:00 | @420
a las 7 p.m. | @1140
las 5.30 de la tarde | @1050
a las 8 de la noche | @1200
a las diez | 10
ganó 2-1 | 2 1
6-6 | 6 6
entre 100 y 200 metros | 100 200
de 5 a 10 % | 5 10
500 dólares | 500
US$500 | 500
$1.500,50 | 1500.5
€3 millones | 3000000
20 km (15 mi) | 20 15
ambos países | ~2
una década | ~1 ~10
quince días | 15
0,95 | 0.95
0.95 | 0.95
1½ horas | 1 0.5
el 1 de enero | 1 ~1
cero casos | 0
dos veces | 2
doce apóstoles | 12
No. 5 | 5
el 90 por ciento | 90
mil y una noches | 1000 ~1
treinta minutos | 30
2,5 mil millones | 2500000000
11 millones 200 mil habitantes | 11200000
3 500 000 dosis | 3500000
doscientos cincuenta y seis | 256
noventa y nueve mil novecientos noventa y nueve | 99999
los 15 mil trabajadores | 15000
de mayo a junio | ~5 ~6
"""

ENGLISH = """
20,000 people | 20000
20 000 people | 20000
1,234,567 votes | 1234567
3.5 tonnes | 3.5
1,234.5 tonnes | 1234.5
8% of the vote | 8
8 per cent | 8
six percent | 6
100 percent sure | ~100
$16 billion | 16000000000
$16bn | 16000000000
16 billion dollars | 16000000000
a billion | 1000000000
1.2 billion | 1200000000
1.2-billion-dollar deal | 1200000000
one million signatures | 1000000
a million signatures | 1000000
two and a half million | 2500000
2.5 million people | 2500000
a hundred | 100
one hundred and five | 105
two hundred fifty-six | 256
a hundred thousand | 100000
twelve hundred | 1200
two thousand and one | 2001
three thousand five hundred doctors | 3500
ninety-nine thousand nine hundred and ninety-nine | 99999
nineteen | 19
twenty-one years | 21
twenty one | 21
thirty-two countries | 32
a man | -
an hour | -
one man | ~1
one of the two | ~1 2
the 20th century | 20 ~100
the twentieth century | ~20 ~100
15th century | 15 ~100
19th and 20th centuries | 19 20
XX century | 20 ~100
John Paul II | ~2
World War II | ~2
the 15th Congress | 15
a third of the vote | 1/3
a third man | ~3
two thirds | 2/3
two-thirds | 2/3
three quarters | 0.75
three-quarters | 0.75
one fifth of | 0.2
half the country | ~0.5
1981-87 | 1981 1987
1981–1987 | 1981 1987
in '87 | 2087
the 1990s | 1990
the nineties | 90
four-month-old mice | 4
a 17-year-old | 17
four in ten | 0.4
round of 16 | ~16
last 16 | ~16
quarter-finals | ~4/8
third countries | -
third parties | ~3
first lady | -
the first place | ~1
the second set | ~2
21st | 21
1st | 1
the 60th anniversary | 60
Aug 15, 1940 | ~8 15 1940
12/5/2023 | 12 5 2023
a dozen people | 12
half a dozen | ~6
dozens of people | ~10
hundreds of thousands | ~100 ~1000
thousands of Cubans | ~1000
a thousand Cubans | 1000
millions of Cubans | ~1000000
COVID-19 | ~19
an F-16 fighter | ~16
at 19:00 | @1140
at 7 p.m. | @1140
at 7pm | @1140
5:30 pm | @1050
at 8 in the evening | @1200
at ten | 10
12 a.m. | @0
12 p.m. | @720
won 2-1 | 2 1
6-6 | 6 6
between 100 and 200 metres | 100 200
5 to 10 percent | 5 10
$500 | 500
US$500 | 500
£2.8bn | 2800000000
€3 million | 3000000
15 miles (20 km) | 15 20
both countries | ~2
a decade | ~10
a fortnight | ~2/14/15
0.95 | 0.95
zero cases | 0
twice | ~2
No. 5 | 5
a year and a half | ~0.5
1 1/2 hours | 1 0.5
one and a half hours | 1.5
in May and June | ~5 ~6
three-year | 3
one-hundred-odd | 100
twenty people | 20
a couple of days | ~2
3,500,000 doses | 3500000
five hundred thirty | 530
70 runs on just 41 balls | 70 41
one million two hundred thousand | 1200000
"""


def _show(number: Number) -> str:
    if number.minutes:
        return f"@{min(number.minutes)}"
    if number.kind == "soft":
        return "~" + "/".join(map(_decimal, sorted(number.values)))
    value = _decimal(max(number.values))
    return value if number.demanded else f"~{value}"


def _decimal(value: Fraction) -> str:
    terminates = 10**6 % value.denominator == 0
    return f"{float(value):.6f}".rstrip("0").rstrip(".") if terminates else str(value)


def _cases(table: str, lang: str) -> list[tuple[str, str, str]]:
    return [
        (lang, *(part.strip() for part in line.rsplit("|", 1)))  # type: ignore[misc]
        for line in table.strip().splitlines()
    ]


@pytest.mark.parametrize(("lang", "text", "expected"), _cases(SPANISH, "es") + _cases(ENGLISH, "en"))
def test_a_number_has_the_value_noted_by_hand(lang: str, text: str, expected: str) -> None:
    found = " ".join(_show(number) for number in read_numbers(text, lang)) or "-"
    assert found == expected
