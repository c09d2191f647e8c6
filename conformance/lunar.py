#!/usr/bin/env python3
"""Computes Tết and the 10th of the third lunar month from the moon and the sun, and compares them with `lunar.json`.

New moons by J. Meeus, Astronomical Algorithms (1998), chapter 49, to some seconds; the sun by chapter 25, to 0.01°; the difference of
dynamical and universal time by Espenak and Meeus. A lunar month begins on the day of the new moon at Hà Nội (UTC+7); the eleventh has
the winter solstice; of thirteen between two solstices the first without a major solar term is a leap month.
"""

import json
import sys
from datetime import date, timedelta
from math import floor, radians, sin
from pathlib import Path

# Coefficient, power of E, multiples of M, M', F, Ω.
NEW_MOON = [
    (-0.40720, 0, 0, 1, 0, 0), (0.17241, 1, 1, 0, 0, 0), (0.01608, 0, 0, 2, 0, 0), (0.01039, 0, 0, 0, 2, 0),
    (0.00739, 1, -1, 1, 0, 0), (-0.00514, 1, 1, 1, 0, 0), (0.00208, 2, 2, 0, 0, 0), (-0.00111, 0, 0, 1, -2, 0),
    (-0.00057, 0, 0, 1, 2, 0), (0.00056, 1, 1, 2, 0, 0), (-0.00042, 0, 0, 3, 0, 0), (0.00042, 1, 1, 0, 2, 0),
    (0.00038, 1, 1, 0, -2, 0), (-0.00024, 1, -1, 2, 0, 0), (-0.00017, 0, 0, 0, 0, 1), (-0.00007, 0, 2, 1, 0, 0),
    (0.00004, 0, 0, 2, -2, 0), (0.00004, 0, 3, 0, 0, 0), (0.00003, 0, 1, 1, -2, 0), (0.00003, 0, 0, 2, 2, 0),
    (-0.00003, 0, 1, 1, 2, 0), (0.00003, 0, -1, 1, 2, 0), (-0.00002, 0, -1, 1, -2, 0), (-0.00002, 0, 1, 3, 0, 0),
    (0.00002, 0, 0, 4, 0, 0),
]
PLANETS = [
    (325, 299.77, 0.107408), (165, 251.88, 0.016321), (164, 251.83, 26.651886), (126, 349.42, 36.412478), (110, 84.66, 18.206239),
    (62, 141.74, 53.303771), (60, 207.14, 2.453732), (56, 154.84, 7.306860), (47, 34.52, 27.261239), (42, 207.19, 0.121824),
    (40, 291.34, 1.844379), (37, 161.72, 24.198154), (35, 239.56, 25.513099), (23, 331.55, 3.592518),
]


def delta_t(year):
    """Seconds by which dynamical time is ahead."""
    if year < 2050:
        t = year - 2000
        return 62.92 + 0.32217 * t + 0.005589 * t * t
    return -20 + 32 * ((year - 1820) / 100) ** 2 - 0.5628 * (2150 - year)


def new_moon(k):
    """The day in Hà Nội of the new moon `k` after that of 2000-01-06, as a Julian day number."""
    t = k / 1236.85
    e = 1 - 0.002516 * t - 0.0000074 * t * t
    m = 2.5534 + 29.10535670 * k - 0.0000014 * t * t
    moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t
    f = 160.7108 + 390.67050284 * k - 0.0016118 * t * t
    node = 124.7746 - 1.56375588 * k + 0.0020672 * t * t
    at = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t
    at += sum(c * e**power * sin(radians(a * m + b * moon + d * f + g * node)) for c, power, a, b, d, g in NEW_MOON)
    at += sum(c * 1e-6 * sin(radians(a + b * k - (0.009173 * t * t if c == 325 else 0))) for c, a, b in PLANETS)
    return day(at)


def day(dynamical):
    return floor(dynamical - delta_t(2000 + (dynamical - 2451545) / 365.25) / 86400 + 0.5 + 7 / 24)


def sun(julian_day):
    """The apparent longitude of the sun at the midnight in Hà Nội that begins a day, in twelfths of a circle."""
    at = julian_day - 0.5 - 7 / 24
    t = (at + delta_t(2000 + (at - 2451545) / 365.25) / 86400 - 2451545) / 36525
    m = radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    centre = (1.914602 - 0.004817 * t) * sin(m) + (0.019993 - 0.000101 * t) * sin(2 * m) + 0.000289 * sin(3 * m)
    longitude = 280.46646 + 36000.76983 * t + 0.0003032 * t * t + centre - 0.00569 - 0.00478 * sin(radians(125.04 - 1934.136 * t))
    return floor(longitude % 360 / 30)


def eleventh(year):
    """The number of the new moon that begins the month with the winter solstice of a year."""
    k = round((year + 0.96 - 2000) * 12.3685) + 1
    while new_moon(k) > solstice(year):
        k -= 1
    return k


def solstice(year):
    """The day on which the sun reaches 270°."""
    julian_day = date(year, 12, 18).toordinal() + 1721425
    while sun(julian_day + 1) != 9:
        julian_day += 1
    return julian_day


def months(year):
    """The first days of the months from the eleventh of the year before, leap months left out, as Julian day numbers."""
    first, last = eleventh(year - 1), eleventh(year)
    starts = [new_moon(k) for k in range(first, last + 1)]
    if last - first == 13:
        leap = next(n for n in range(1, 13) if sun(starts[n]) == sun(starts[n + 1]))
        del starts[leap]
    return starts


def compare(cases):
    """What disagrees, a line each."""
    civil = lambda julian_day: str(date.fromordinal(julian_day - 1721425))
    for case in cases:
        starts = months(case["input"]["year"])
        found = {"tet": civil(starts[2]), "hung_kings": civil(starts[4] + 9)}
        if found != case["expected"]:
            yield f"{case['id']}: expected {case['expected']}, computed {found}"


if __name__ == "__main__":
    cases = json.loads((Path(__file__).parent / "lunar.json").read_text(encoding="utf-8"))["cases"]
    wrong = list(compare(cases))
    print(*wrong, f"{len(cases)} years, {len(wrong)} disagreements", sep="\n")
    sys.exit(1 if wrong else 0)
