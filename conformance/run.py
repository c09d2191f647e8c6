#!/usr/bin/env python3
"""Recomputes the calendars and time limits of this corpus from the documents and the lunar dates, and compares.

Standard library only; nothing of the crate. Written from the law and `README.md`: where it disagrees with a case, one of the
two is wrong. `python3 conformance/run.py` prints how many cases there are, and ends with 1 on a disagreement. The lunar dates are
computed in `lunar.py`.
"""

import calendar
import json
import sys
import time
from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from functools import cache
from itertools import product
from pathlib import Path

import lunar

HERE = Path(__file__).resolve().parent
FIRST, LAST = date(2015, 1, 1), date(2100, 12, 31)
DAY = timedelta(1)
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def read(name):
    return json.loads((HERE / name).read_text(encoding="utf-8"))


DOCUMENTS, LUNAR = read("documents.json"), read("lunar.json")
TET, HUNG_KINGS = (
    {case["input"]["year"]: date.fromisoformat(case["expected"][day]) for case in LUNAR["cases"]} for day in ("tet", "hung_kings")
)


class Refused(Exception):
    """A count that has no answer; its word is the code."""


def days(first, last):
    return [first + DAY * n for n in range((last - first).days + 1)]


def likely(of, weekday):
    """What practice makes likely on a weekday: so many days after, before if negative."""
    for row in DOCUMENTS["practice"]:
        if row["of"] == of and WEEKDAYS[weekday] in row["weekdays"]:
            return row["after"] if "after" in row else -row["before"]
    raise KeyError(weekday)


class Calendar:
    """The days of each year, as the documents known on a day make them."""

    def __init__(self, known_on):
        def issued(document):
            day = document["issued"]
            return date.fromisoformat(day if isinstance(day, str) else day["not_after"])

        known = [document for document in DOCUMENTS["document"] if known_on is None or issued(document) <= known_on]
        self.laws = [document for document in known if "from" in document]
        self.ended = {end: date.fromisoformat(law["from"]) for law in self.laws for end in law.get("ends", [])}
        told = lambda key: [item for document in known for item in document.get(key, [])]
        iso = lambda item: {key: date.fromisoformat(day) for key, day in item.items()}
        self.tet = {day["from"].year: day for day in map(iso, told("tet"))}
        self.beside = {day.year: day for day in map(date.fromisoformat, told("beside_national_day"))}
        self.made_up = {day["of"]: day["on"] for day in map(iso, told("in_lieu"))}
        self.swaps = [(day["off"], day["worked"]) for day in map(iso, told("swap"))]
        self.likely, self.outcomes = cache(self.likely), cache(self.outcomes)

    def in_force(self, law, day):
        return date.fromisoformat(law["from"]) <= day < self.ended.get(law["id"], date.max)

    def rests(self, day):
        laws = [law for law in self.laws if "weekly_rest" in law and self.in_force(law, day)]
        return any(WEEKDAYS[day.weekday()] in law["weekly_rest"] for law in laws)

    def holidays(self, year, choice):
        """Of each holiday of a year its id, standing, and whether a weekend one is made up; and the open questions."""
        found, questions = {}, []
        tet_before, beside, _ = choice or (None, None, None)
        for law in self.laws:
            for rule in law.get("holiday", []):
                standing = "statutory"
                if "solar" in rule:
                    on = [date.fromisoformat(f"{year}-{rule['solar']}")]
                elif "hung_kings" in rule:
                    on = [HUNG_KINGS[year]]
                elif "tet_days" in rule:
                    if not self.in_force(law, TET[year]):
                        continue
                    if year in self.tet:
                        on, standing = days(self.tet[year]["from"], self.tet[year]["to"]), "decreed"
                    else:
                        questions.append("tet-days")
                        first = TET[year] + DAY * (-tet_before if choice else likely("tet", TET[year].weekday()))
                        on, standing = days(first, first + DAY * (rule["tet_days"] - 1)), "projected"
                else:
                    national = date.fromisoformat(f"{year}-{rule['beside']}")
                    if not self.in_force(law, national):
                        continue
                    if year in self.beside:
                        on, standing = [self.beside[year]], "decreed"
                    else:
                        questions.append("second-national-day")
                        on = [national + DAY * (beside if choice else likely("national-day", national.weekday()))]
                        standing = "projected"
                for day in on:
                    if self.in_force(law, day):
                        found.setdefault(day, (rule["id"], standing, "make_up" in law))
        return found, questions

    def year(self, year, choice=None):
        """The days of a year that are no ordinary ones, under a choice for what is open; and the open questions."""
        found, questions = self.holidays(year, choice)
        special = {day: {"kind": "holiday", "holiday": name, "standing": standing} for day, (name, standing, _) in found.items()}
        for off, worked in self.swaps:
            if off.year == year:
                special[off] = {"kind": "swapped-off", "worked_on": str(worked), "standing": "decreed"}
            if worked.year == year:
                special[worked] = {"kind": "swapped-working", "off": str(off), "standing": "decreed"}
        waiting = [day for day in sorted(found) if self.rests(day)]
        for day in [day for day in waiting if day in self.made_up]:
            special[self.made_up[day]] = {"kind": "in-lieu", "of": str(day), "standing": "decreed"}
            waiting.remove(day)
        for day in waiting:
            _, standing, made_up = found[day]
            if not made_up:
                questions.append({"made-up": {"of": str(day)}})
                if not (choice and choice[2]):
                    continue
                standing = "projected"
            on = day + DAY
            while self.rests(on) or on in special:
                on += DAY
            special[on] = {"kind": "in-lieu", "of": str(day), "standing": "projected" if standing == "projected" else "statutory"}
        return special, questions

    def worked(self, year, choice=None):
        special, _ = self.year(year, choice)
        works = lambda day: special[day]["kind"] == "swapped-working" if day in special else not self.rests(day)
        return tuple(day for day in days(date(year, 1, 1), date(year, 12, 31)) if works(day))

    def likely(self, year):
        """The working days of a year, by practice where nothing is decided: one outcome."""
        return [self.worked(year)]

    def outcomes(self, year):
        """The working days of a year under whatever may be decided for it."""
        if self.is_decreed(year):
            return self.likely(year)
        return sorted({self.worked(year, choice) for choice in product((1, 2), (-1, 1), (False, True))})

    def is_decreed(self, year):
        return not self.year(year)[1]

    def nth(self, of, start, n, ahead):
        """The n-th working day after a day, or before it, in each outcome; `None` where the years are at an end."""
        left, year, found = {n}, min(max(start.year, FIRST.year), LAST.year), set()
        while left and FIRST.year <= year <= LAST.year:
            further = set()
            for worked in of(year):
                here = worked[bisect_right(worked, start):] if ahead else worked[:bisect_left(worked, start)][::-1]
                for more in left:
                    found.add(here[more - 1]) if len(here) >= more else further.add(more - len(here))
            left, year = further, year + (1 if ahead else -1)
        return found | ({None} if left else set())


CALENDARS = cache(lambda known_on: Calendar(known_on and date.fromisoformat(known_on)))


def months_later(day, months):
    """The day of that number so many months later, or the last of the month (Civil Code 148(3), (4))."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def later(day, unit, n):
    if unit in ("month", "year"):
        return months_later(day, n * (12 if unit == "year" else 1))
    return day + DAY * n * (7 if unit == "week" else 1)


def ends(of, nth, limit, start):
    """Where a limit may end, counted from a day."""
    n, unit = limit["amount"], limit["unit"]
    if limit["direction"] == "after":
        counted = limit["start"] == "event-included"
        if unit == "working-day" and n > 0:
            return nth(of, start - DAY if counted else start, n, True)
        end = later(start, unit, n)
        # The first day counts: the day before the corresponding one, or the last of a month that has none.
        if counted and n > 0 and not (unit in ("month", "year") and end.day != start.day):
            end -= DAY
        return {end} if limit["roll"] == "none" else nth(of, end - DAY, 1, True)
    counting = limit["count"]
    if unit == "working-day" and n > 0:
        found = nth(of, start + DAY if counting == "event-included" else start, n, False)
        return {day and day - DAY for day in found} if counting == "clear-days" else found
    if counting == "clear-days":  # the latest day from which the limit is over before the event
        day = later(start, unit, -n) + DAY * 3
        while later(day, unit, n) >= start:
            day -= DAY
        return {day}
    return {later(start, unit, -n) + (DAY if counting == "event-included" and n > 0 else DAY * 0)}


def due(case):
    """The due date of a chain of limits, each counted from the one before."""
    known = CALENDARS(case.get("known_on"))
    start = date.fromisoformat(case["from"])
    if not FIRST <= start <= LAST:
        raise Refused("outside-coverage")
    earliest, latest, firm = start, start, True
    for limit in case["limits"]:
        if limit.get("count") == "event-included" and limit["unit"] in ("week", "month", "year"):
            raise Refused("limit-conflict")
        try:
            of = lambda outcomes, day: ends(outcomes, known.nth, limit, day)
            [end], early, late = of(known.likely, start), of(known.outcomes, earliest), of(known.outcomes, latest)
        except (OverflowError, ValueError):
            raise Refused("leaves-coverage") from None
        if end is None or not FIRST <= end <= LAST:
            raise Refused("leaves-coverage")
        firm = firm and all(map(known.is_decreed, range(min(earliest, end).year, max(latest, end).year + 1)))
        [worked] = known.nth(known.likely, end + DAY, 1, False)
        if worked is None or not firm and not all(day and FIRST <= day <= LAST for day in early | late):
            raise Refused("leaves-coverage")
        start, earliest, latest = end, min(end if firm else min(early), end), max(end if firm else max(late), end)
    certainty = "firm" if firm else "provisional"
    found = {"due": start, "last_working_day": worked, "earliest": earliest, "latest": latest}
    return {**{key: str(day) for key, day in found.items()}, "certainty": certainty}


def limits(cases):
    for case in cases:
        try:
            found = due(case["input"])
        except Refused as refused:
            found = {"refused": str(refused)}
        if any(found.get(key) != value for key, value in case["expected"].items()):
            yield f"{case['id']}: expected {case['expected']}, counted {found}"


def calendars(cases):
    """Every day of the years of the file: those that are listed, and that every other is an ordinary one."""
    known = CALENDARS(None)
    listed = {case["input"]["date"]: case for case in cases if "date" in case["input"]}
    for case in cases:
        if "year" not in case["input"]:
            continue
        year = case["input"]["year"]
        special, questions = known.year(year)
        found = {"working_days": len(known.worked(year)), "special_days": len(special), "open_questions": questions}
        if found != case["expected"]:
            yield f"{case['id']}: expected {case['expected']}, counted {found}"
        for day in days(date(year, 1, 1), date(year, 12, 31)):
            case, found = listed.pop(str(day), None), special.get(day)
            expected = case and case["expected"]
            works = found["kind"] == "swapped-working" if found else not known.rests(day)
            if found and {**found, "works": works} != expected or not found and expected:
                yield f"{day}: expected {expected or 'an ordinary day'}, found {found or 'an ordinary day'}"
    yield from (f"{day}: in no year of the file" for day in listed)


def main():
    began, wrong, total, outside = time.monotonic(), [], 0, 0
    print(f"corpus {DOCUMENTS['version']}\n{'file':28} {'cases':>6} {'outside':>8}")
    for path in sorted(HERE.glob("*.json")):
        file = read(path.name)
        if "cases" not in file:
            continue
        cases = file["cases"]
        ours = sum(not file["sources"][case["source"]]["outside"] for case in cases)
        checks = {"calendar": calendars, "lunar": lunar.compare, "time-limits": limits}
        check = next((check for name, check in checks.items() if path.name.startswith(name)), None)
        wrong += check(cases) if check else []
        print(f"{path.name:28} {len(cases):6} {len(cases) - ours:8}  {'recomputed' if check else 'counted'}")
        total, outside = total + len(cases), outside + len(cases) - ours
    print(f"{'in all':28} {total:6} {outside:8}")
    print(*wrong, f"{len(wrong)} disagreements, {time.monotonic() - began:.1f} s", sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
