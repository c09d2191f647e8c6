"""One calendar for all, random dates, and the right answers."""
import csv
import datetime

import numpy as np

EPOCH = datetime.date(1970, 1, 1).toordinal()


def day_number(year, month=1, day=1):
    return datetime.date(year, month, day).toordinal() - EPOCH


def as_date(day):
    return datetime.date.fromordinal(int(day) + EPOCH)


class Calendar:
    """Which days of some years are worked: asked of the library day by day, those to 2027 compared with the list by hand."""

    def __init__(self, library, years, by_hand):
        self.low, self.high = day_number(years[0]), day_number(years[1] + 1) - 1
        self.worked = np.array([library.is_worked(day) for day in range(self.low, self.high + 1)])
        self.every = np.arange(self.low, self.high + 1)
        week_day = (self.every + 3) % 7  # Monday is 0
        self.compare(by_hand, week_day)
        self.good = self.every[self.worked]
        self.rest = self.every[~self.worked]
        self.holidays = self.every[(week_day < 5) & ~self.worked]
        self.worked_saturdays = self.every[(week_day == 5) & self.worked]
        self.free_saturdays = self.every[(week_day == 5) & ~self.worked]
        assert not (self.worked & (week_day == 6)).any(), "a worked Sunday: `exact` below would be wrong"

    def compare(self, by_hand, week_day):
        with open(by_hand, encoding="utf-8") as file:
            rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
        special = {datetime.date.fromisoformat(row["date"]).toordinal() - EPOCH: row["kind"] == "swap_work" for row in rows}
        for day, worked, plain in zip(self.every.tolist(), self.worked.tolist(), (week_day < 5).tolist()):
            if day < day_number(2028) and worked != special.get(day, plain):
                raise SystemExit(f"{as_date(day)} differs from {by_hand}")


class Work:
    """Dates, how many working days from each (or until when), and the right answers."""

    def __init__(self, key, title, calendar, days, n=None, to=None):
        self.key, self.title, self.calendar = key, title, calendar
        self.days, self.n, self.to = days, n, to
        good = calendar.good
        if n is None:
            self.answers = np.searchsorted(good, to, "right") - np.searchsorted(good, days, "right")
        else:
            after = np.searchsorted(good, days, "right") - 1 + n
            before = np.searchsorted(good, days, "left") + n
            self.answers = good[np.where(np.asarray(n) > 0, after, before)]
        self.check_slowly(300)

    def check_slowly(self, rows):
        """Day by day on a set, for the first rows."""
        good = set(self.calendar.good.tolist())
        numbers = np.broadcast_to(self.n if self.to is None else self.to, self.days.shape)
        for day, number, answer in zip(self.days[:rows].tolist(), numbers[:rows].tolist(), self.answers[:rows].tolist()):
            if self.to is None:
                step, left = (1, number) if number > 0 else (-1, -number)
                while left:
                    day += step
                    left -= day in good
                assert day == answer
            else:
                assert sum(between in good for between in range(day + 1, number + 1)) == answer


def random_days(random, first, last, rows):
    return random.integers(day_number(first), day_number(last + 1), rows)


def even_numbers(random, most, rows, parts=20):
    """Uniform in 1..most, and evenly spread in any few rows in a row: slow peers see only those."""
    part = np.concatenate([random.permutation(parts) for _ in range(-(-rows // parts))])[:rows]
    return 1 + ((part + random.random(rows)) / parts * most).astype(np.int64)
