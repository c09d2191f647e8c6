"""The library and its peers, all told the same working days. A day of rest is rolled first, against the direction of the
count, so that every way means the same: the n-th working day strictly after a day, or before it.

`holidays only` is how numpy and polars are mostly used: they cannot say that a Saturday is worked. `made exact` is the known
trick: Saturdays are working days, and every free one is a holiday."""
import bisect
import warnings

import duckdb
import holidays
import numpy as np
import pandas
import polars
import QuantLib
from better_calendar import Calendar as BetterCalendar

from measure import Way
from work import as_date

QL_EPOCH = 25569  # QuantLib's number of 1970-01-01
OURS, OURS_64 = "doithoai, 32-bit days", "doithoai, 64-bit days"
NUMPY_EXACT, NUMPY_ONLY = "numpy busday, made exact", "numpy busday, holidays only"
NUMPY_TABLES = "numpy, the same two tables"
POLARS_EXACT, POLARS_ONLY = "polars business days, made exact", "polars business days, holidays only"
POLARS_TABLES = "polars, the same two tables"
DUCKDB = "DuckDB, two joins"
BETTER = "better-calendar"
BISECT, LOOP = "Python, bisect", "Python, day by day in a set"
QUANTLIB, PANDAS, HOLIDAYS = "QuantLib-Python", "pandas CustomBusinessDay", "python-holidays"
SUM, COPY = "numpy, out = d + n", "numpy, a copy"


class Peers:
    """Everything that the peers keep for one calendar."""

    def __init__(self, library, calendar):
        self.library, self.calendar = library, calendar
        saturdays = np.concatenate([calendar.holidays, calendar.free_saturdays])
        self.off = {True: np.sort(saturdays), False: calendar.holidays}
        self.mask = {True: "1111110", False: "1111100"}
        self.busday = {
            exact: np.busdaycalendar(self.mask[exact], self.off[exact].astype("datetime64[D]")) for exact in (True, False)}
        self.good = calendar.good
        self.good_list = self.good.tolist()
        self.good_set = set(self.good_list)
        # rank: working days up to and with a day; rank0: without it. select: the day with a rank, from 1.
        self.rank = np.cumsum(calendar.worked)
        self.rank0 = self.rank - calendar.worked
        self.select = np.concatenate([[np.iinfo(np.int32).min], self.good]).astype(np.int32)
        self.ql = QuantLib.BespokeCalendar("VN")
        self.ql.addWeekend(QuantLib.Saturday)
        self.ql.addWeekend(QuantLib.Sunday)
        for day in calendar.holidays.tolist():
            self.ql.addHoliday(QuantLib.Date(day + QL_EPOCH))
        for day in calendar.worked_saturdays.tolist():
            self.ql.removeHoliday(QuantLib.Date(day + QL_EPOCH))
        self.holidays = holidays.HolidayBase(expand=False)
        self.holidays.append({as_date(day): "off" for day in calendar.holidays})
        self.holidays.weekend_workdays = {as_date(day) for day in calendar.worked_saturdays}
        bounds = as_date(calendar.low), as_date(calendar.high)
        self.better = BetterCalendar.from_good_days("VN", self.good, bounds=bounds)

    def add(self, work):
        return Adding(self, work)


def days_of(result):
    """Day numbers of dates, whatever their resolution."""
    return np.asarray(result).astype("datetime64[D]").astype(np.int64)


class Adding:
    """Ways to add. `n` is an array, or one number for all."""

    def __init__(self, peers, work):
        self.peers, self.work = peers, work
        self.one = np.ndim(work.n) == 0
        self.forward = bool(np.all(np.asarray(work.n) > 0))
        self.days32, self.dates = work.days.astype(np.int32), work.days.astype("datetime64[D]")
        self.n = np.atleast_1d(np.asarray(work.n, dtype=np.int64))
        self.n32 = self.n.astype(np.int32)

    def first(self, rows):
        """Day and number of the first rows, as plain integers."""
        numbers = np.broadcast_to(self.n, self.work.days.shape)[:rows].tolist()
        return self.work.days[:rows].tolist(), numbers

    def loop(self, name, rows, argument, one, day):
        """One call a row; what it takes and gives is the peer's own kind of date, made before and read after."""
        rows = min(rows, len(self.work.days))
        days, numbers = self.first(rows)
        pairs = list(zip(map(argument, days), numbers))
        return Way(name, rows, lambda: [one(date, n) for date, n in pairs], lambda given: [day(date) for date in given])

    def ours(self):
        out = np.empty_like(self.days32)
        return Way(OURS, len(out), self.peers.library.batch("add_working_days", self.days32, self.n32, out))

    def ours_64(self):
        out = np.empty_like(self.work.days)
        return Way(OURS_64, len(out), self.peers.library.batch("add_working_days", self.work.days, self.n, out))

    def due(self, duty):
        out = np.empty_like(self.days32)
        return Way("doithoai, due_batch", len(out), self.peers.library.due_batch(duty, self.days32, out))

    def numpy(self, exact, rows=None):
        dates, n = self.dates[:rows], self.n if self.one else self.n[:rows]
        roll, kept = "backward" if self.forward else "forward", self.peers.busday[exact]
        return Way(NUMPY_EXACT if exact else NUMPY_ONLY, len(dates),
                   lambda: np.busday_offset(dates, n, roll=roll, busdaycal=kept), days_of, exact)

    def numpy_tables(self):
        low, days, n = self.peers.calendar.low, self.work.days, self.n
        if self.forward:
            rank, select = self.peers.rank, self.peers.select
        else:
            rank, select = self.peers.rank0 + 1, self.peers.select
        return Way(NUMPY_TABLES, len(days), lambda: select[rank[days - low] + n])

    def numpy_buffers(self):
        """The same by a user who keeps the arrays and forgoes the check: a day outside gives a wrong date."""
        low, days, n, rank, select = self.peers.calendar.low, self.work.days, self.n, self.peers.rank, self.peers.select
        place, number, out = np.empty_like(days), np.empty_like(rank, shape=days.shape), np.empty_like(select, shape=days.shape)

        def run():
            np.subtract(days, low, out=place)
            np.take(rank, place, out=number, mode="wrap")
            np.add(number, n, out=number)
            return np.take(select, number, out=out, mode="wrap")

        return Way("numpy, two tables, unchecked, in place", len(days), run)

    def numpy_one_table(self):
        """What a careful user does where the number is one for all."""
        low, days, n = self.peers.calendar.low, self.work.days, int(self.n[0])
        rank, select = self.peers.rank, self.peers.select
        return Way("numpy, one table made for n", len(days), lambda: np.take(select, rank + n, mode="clip")[days - low])

    def polars(self, exact, rows=None):
        frame = polars.DataFrame({"d": polars.Series(self.days32[:rows]).cast(polars.Date)})
        if self.one:
            n = int(self.n[0])
        else:
            frame, n = frame.with_columns(n=polars.Series(self.n32[:rows])), polars.col("n")
        off = [as_date(day) for day in self.peers.off[exact]]
        mask = tuple(day == "1" for day in self.peers.mask[exact])
        added = polars.col("d").dt.add_business_days(
            n, week_mask=mask, holidays=off, roll="backward" if self.forward else "forward")
        return Way(POLARS_EXACT if exact else POLARS_ONLY, len(frame), lambda: frame.select(added),
                   lambda given: given["d"].to_physical().to_numpy(), exact)

    def polars_tables(self):
        frame = polars.DataFrame({"d": self.days32, "n": self.n32})
        rank = polars.Series(self.peers.rank.astype(np.int32))
        select = polars.Series(self.peers.select)
        low = self.peers.calendar.low
        return Way(POLARS_TABLES, len(frame), lambda: select.gather(rank.gather(frame["d"] - low) + frame["n"]))

    def duckdb(self):
        base = duckdb.connect(config={"threads": 1})
        rows = {"i": np.arange(len(self.days32), dtype=np.int32), "d": self.days32, "n": self.n32}
        calendar = {"d": self.peers.calendar.every.astype(np.int32), "r": self.peers.rank.astype(np.int32)}
        worked = {"r": np.arange(1, len(self.peers.select), dtype=np.int32), "d": self.peers.select[1:]}
        for name, columns in ("work", rows), ("cal", calendar), ("sel", worked):
            base.register("columns", pandas.DataFrame(columns))
            base.execute(f"CREATE TABLE {name} AS SELECT * FROM columns")
        query = """CREATE OR REPLACE TEMP TABLE done AS SELECT work.i, sel.d
                   FROM work JOIN cal ON cal.d = work.d JOIN sel ON sel.r = cal.r + work.n"""
        return Way(DUCKDB, len(self.days32), lambda: base.execute(query),
                   lambda _: base.execute("SELECT d FROM done ORDER BY i").fetchnumpy()["d"])

    def better(self):
        n, roll = int(self.n[0]), "preceding"
        return Way(BETTER, len(self.dates), lambda: self.peers.better.offset(self.dates, n, roll=roll), days_of)

    def bisect(self, rows):
        good = self.peers.good_list
        return self.loop(BISECT, rows, int, lambda day, n: good[bisect.bisect_right(good, day) - 1 + n], int)

    def by_day(self, rows):
        good = self.peers.good_set

        def one(day, n):
            while n:
                day += 1
                n -= day in good
            return day

        return self.loop(LOOP, rows, int, one, int)

    def quantlib(self, rows):
        advance, unit = self.peers.ql.advance, QuantLib.Days
        return self.loop(QUANTLIB, rows, lambda day: QuantLib.Date(day + QL_EPOCH), lambda date, n: advance(date, n, unit),
                         lambda date: date.serialNumber() - QL_EPOCH)

    def holidays(self, rows):
        return self.loop(HOLIDAYS, rows, as_date, self.peers.holidays.get_nth_working_day,
                         lambda date: days_of(np.datetime64(date)))

    def pandas(self, rows):
        kept = self.peers.busday[True]
        offsets = {int(n): pandas.offsets.CustomBusinessDay(int(n), calendar=kept) for n in np.unique(self.n)}
        return self.loop(PANDAS, rows, lambda day: pandas.Timestamp(as_date(day)), lambda date, n: date + offsets[n],
                         lambda date: days_of(date.to_datetime64()))

    def pandas_column(self, rows):
        column = pandas.Series(self.dates[:rows])
        offset = pandas.offsets.CustomBusinessDay(int(self.n[0]), calendar=self.peers.busday[True])
        warnings.simplefilter("ignore", pandas.errors.PerformanceWarning)  # "Non-vectorized DateOffset"
        return Way(f"{PANDAS}, a column", len(column), lambda: column + offset, days_of)

    def sum(self):
        days, n, out = self.days32, self.n32, np.empty_like(self.days32)
        return Way(SUM, len(days), lambda: np.add(days, n, out=out), None)

    def copy(self):
        days, out = self.days32, np.empty_like(self.days32)
        return Way(COPY, len(days), lambda: np.copyto(out, days), None)


def counting(peers, work, slow):
    """Ways to count the working days after a day up to and with another. Where a peer leaves out the other end, a day is
    added before."""
    days32, to32, out = work.days.astype(np.int32), work.to.astype(np.int32), np.empty(len(work.days), np.int32)
    out64 = np.empty_like(work.days)
    after, until = (work.days + 1).astype("datetime64[D]"), (work.to + 1).astype("datetime64[D]")
    rank, low = peers.rank, peers.calendar.low

    def numpy_way(exact):
        kept = peers.busday[exact]
        return Way(NUMPY_EXACT if exact else NUMPY_ONLY, len(work.days),
                   lambda: np.busday_count(after, until, busdaycal=kept), np.asarray, exact)

    def polars_way(exact):
        frame = polars.DataFrame({"from": polars.Series(days32 + 1).cast(polars.Date), "to": polars.Series(to32 + 1).cast(polars.Date)})
        off, mask = [as_date(day) for day in peers.off[exact]], tuple(day == "1" for day in peers.mask[exact])
        count = polars.business_day_count("from", "to", week_mask=mask, holidays=off).alias("count")
        return Way(POLARS_EXACT if exact else POLARS_ONLY, len(frame), lambda: frame.select(count),
                   lambda given: given["count"].to_numpy(), exact)

    def better_way():
        first, last = work.days.astype("datetime64[D]"), work.to.astype("datetime64[D]")
        return Way(BETTER, len(work.days), lambda: peers.better.count(first, last, closed="right"))

    def loop(name, rows, argument, one):
        pairs = [(argument(day), argument(to)) for day, to in zip(work.days[:rows].tolist(), work.to[:rows].tolist())]
        return Way(name, len(pairs), lambda: [one(day, to) for day, to in pairs])

    between = peers.ql.businessDaysBetween
    return [
        Way(OURS, len(out), peers.library.batch("count_working_days", days32, to32, out)),
        Way(OURS_64, len(out64), peers.library.batch("count_working_days", work.days, work.to, out64)),
        Way(NUMPY_TABLES, len(out), lambda: rank[work.to - low] - rank[work.days - low]),
        numpy_way(True), numpy_way(False), polars_way(True), polars_way(False), better_way(),
        loop(QUANTLIB, slow(2_000), lambda day: QuantLib.Date(day + QL_EPOCH), lambda day, to: between(day, to, False, True)),
    ]
