"""The days that everybody counts with, and the slow reference that every answer is compared with."""
import csv
import datetime
import pathlib

import numpy as np

BY_HAND = pathlib.Path(__file__).parents[2] / "tests/data/vn_calendar.csv"


def number(date):
    return (date - datetime.date(1970, 1, 1)).days


def date(day):
    return datetime.date(1970, 1, 1) + datetime.timedelta(days=int(day))


class Days:
    """Which days of some years are worked, as the library says; 2015-2027 must be as the list made by hand."""

    def __init__(self, library, first_year, last_year):
        self.first = number(datetime.date(first_year, 1, 1))
        self.last = number(datetime.date(last_year, 12, 31))
        every_day = np.arange(self.first, self.last + 1)
        is_worked = np.array([library.is_worked(day) for day in every_day])
        self.worked, self.rest = every_day[is_worked], every_day[~is_worked]
        self.set = {int(day) for day in self.worked}
        weekday = (every_day + 3) % 7  # from Monday
        self.off = every_day[~is_worked & (weekday < 5)]
        self.saturdays = every_day[is_worked & (weekday == 5)]
        self.free_saturdays = every_day[~is_worked & (weekday == 5)]
        assert not (is_worked & (weekday == 6)).any(), "no peer's trick knows worked Sundays"
        self.compare_with_the_list()

    def compare_with_the_list(self):
        with open(BY_HAND, encoding="utf-8") as lines:
            rows = csv.DictReader(line for line in lines if not line.startswith("#"))
            by_hand = {number(datetime.date.fromisoformat(row["date"])): row["kind"] == "swap_work" for row in rows}
        for day in range(self.first, min(self.last, number(datetime.date(2027, 12, 31))) + 1):
            assert by_hand.get(day, (day + 3) % 7 < 5) == (day in self.set), date(day)

    def add(self, days, n):
        """The n-th worked day after each day; before it if n is negative."""
        ahead = np.searchsorted(self.worked, days, side="right") + n - 1
        back = np.searchsorted(self.worked, days, side="left") + n
        found = self.worked[np.where(n > 0, ahead, back)]
        for day, n, end in list(zip(days, np.broadcast_to(n, len(days)), found))[:2000]:
            assert end == self.add_one(int(day), int(n)), "the reference is wrong"
        return found

    def add_one(self, day, n):
        """Day after day."""
        step = 1 if n > 0 else -1
        while n != 0:
            day += step
            if day in self.set:
                n -= step
        return day

    def count(self, days, to):
        return np.searchsorted(self.worked, to, side="right") - np.searchsorted(self.worked, days, side="right")

    def rank_and_select(self):
        rank = np.zeros(self.last - self.first + 1, dtype=np.uint16)
        rank[self.worked - self.first] = 1
        return np.cumsum(rank, dtype=np.uint16), self.worked.astype(np.int32)
