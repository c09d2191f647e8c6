"""Ways to add working days, each given the same days: what is timed is the count alone, in the types that the peer likes."""
import bisect
import datetime
import warnings

import duckdb
import holidays
import numpy as np
import pandas
import polars
import QuantLib
from better_calendar import Calendar as BetterCalendar

import days as day_numbers

MONDAY_TO_SATURDAY = [True] * 6 + [False]
QUANTLIB_1970 = 25569


class Way:
    """A way to add: its name, how many of the rows it is given, whether it can say "worked Saturday", and the work."""

    def __init__(self, name, rows, run, exact=True, numbers=lambda answer: answer):
        self.name, self.rows, self.run, self.exact, self.numbers = name, rows, run, exact, numbers


def busy_days(days):
    """Exact by a trick: every Saturday is worked, and each free one is a holiday."""
    off = np.sort(np.concatenate([days.off, days.free_saturdays]))
    return np.busdaycalendar("1111110", off.astype("datetime64[D]"))


def numpy_ways(days, dates, n, rows):
    exact, holidays_only = busy_days(days), np.busdaycalendar("1111100", days.off.astype("datetime64[D]"))
    dates, n = dates[:rows].astype("datetime64[D]"), n[:rows].astype(np.int64)

    def add(calendar):
        # A day of rest is rolled back to the worked day before: the next one is then the first after it.
        return lambda: np.busday_offset(dates, n, roll="preceding", busdaycal=calendar)

    return [
        Way("numpy `busday_offset`, made exact", rows, add(exact), numbers=lambda answer: answer.astype(np.int64)),
        Way("numpy `busday_offset`, holidays only", rows, add(holidays_only), False, lambda answer: answer.astype(np.int64)),
    ]


def two_tables(days, dates, n):
    """What a user may write who knows how: two arrays and fancy indexing, in 64 bits, which numpy indexes fastest."""
    rank, select = days.rank_and_select()
    rank, dates, n, first = rank.astype(np.int64) - 1, dates.astype(np.int64), n.astype(np.int64), days.first
    return Way("numpy, two tables by hand", len(dates), lambda: select[rank[dates - first] + n])


def two_tables_in_place(days, dates, n):
    """The same by a user who keeps the arrays between calls and forgoes the check: a day outside gives a wrong date."""
    rank, select = days.rank_and_select()
    rank, dates, n, first = rank.astype(np.int64) - 1, dates.astype(np.int64), n.astype(np.int64), days.first
    place, number, out = np.empty_like(dates), np.empty_like(dates), np.empty(len(dates), dtype=np.int32)

    def run():
        np.subtract(dates, first, out=place)
        np.take(rank, place, out=number, mode="wrap")
        np.add(number, n, out=number)
        return np.take(select, number, out=out, mode="wrap")

    return Way("numpy, two tables, unchecked and in place", len(dates), run)


def one_n_ways(days, dates, n, rows):
    """Peers that are at their best with one N for all: it may have a table of its own, or be a column's offset."""
    rank, select = days.rank_and_select()
    rank, wide, first = rank.astype(np.int64) - 1, dates.astype(np.int64), days.first
    long, whole = dates.astype("datetime64[D]"), lambda answer: np.asarray(answer).astype("datetime64[D]").astype(np.int64)
    better, column = better_calendar(days), pandas.Series(long[:rows])
    offset = pandas.offsets.CustomBusinessDay(n, calendar=busy_days(days))
    warnings.simplefilter("ignore", pandas.errors.PerformanceWarning)  # "Non-vectorized DateOffset"
    return [
        Way("numpy, one table made for N", len(dates), lambda: np.take(select, rank + n, mode="clip")[wide - first]),
        Way("better-calendar", len(dates), lambda: better.offset(long, n, roll="preceding"), numbers=whole),
        Way("pandas `CustomBusinessDay`, a column", rows, lambda: column + offset, numbers=whole),
    ]


def count_ways(days, from_, to, rows):
    rank, _ = days.rank_and_select()
    rank, wide, until, first = rank.astype(np.int64), from_.astype(np.int64), to.astype(np.int64), days.first
    better, long, last = better_calendar(days), from_.astype("datetime64[D]"), to.astype("datetime64[D]")
    frame = polars.DataFrame({"from": polars.Series(from_ + 1).cast(polars.Date), "to": polars.Series(to + 1).cast(polars.Date)})
    off = [day_numbers.date(day) for day in np.sort(np.concatenate([days.off, days.free_saturdays]))]
    count = polars.business_day_count("from", "to", week_mask=MONDAY_TO_SATURDAY, holidays=off).alias("count")
    calendar, quantlib_date = quantlib_calendar(days), lambda day: QuantLib.Date(int(day) + QUANTLIB_1970)
    pairs = [(quantlib_date(day), quantlib_date(end)) for day, end in zip(from_[:rows], to[:rows])]
    return [
        Way("numpy, a table by hand", len(from_), lambda: rank[until - first] - rank[wide - first]),
        Way("polars `business_day_count`, made exact", len(from_), lambda: frame.select(count),
            numbers=lambda answer: answer["count"].to_numpy()),
        Way("better-calendar", len(from_), lambda: better.count(long, last, closed="right")),
        Way("QuantLib, one by one", rows, lambda: [calendar.businessDaysBetween(*pair, False, True) for pair in pairs]),
    ]


def back_way(days, dates, n):
    """Two tables by hand, for N before a day; `rank` leaves the day itself out."""
    rank, select = days.rank_and_select()
    without = np.concatenate([[0], rank[:-1].astype(np.int64)])
    wide, n, first = dates.astype(np.int64), n.astype(np.int64), days.first
    return Way("numpy, two tables by hand", len(dates), lambda: select[without[wide - first] + n])


def better_calendar(days):
    bounds = day_numbers.date(days.first), day_numbers.date(days.last)
    return BetterCalendar.from_good_days("vietnam", days.worked.astype(np.int64), bounds=bounds)


def polars_ways(days, dates, n, rows):
    frame = polars.DataFrame({"day": dates[:rows].astype("datetime64[D]"), "n": n[:rows].astype(np.int32)})
    frame = frame.with_columns(polars.col("day").cast(polars.Date))
    dates_of = lambda numbers: [day_numbers.date(day) for day in numbers]
    both = np.sort(np.concatenate([days.off, days.free_saturdays]))

    def add(**week):
        expression = polars.col("day").dt.add_business_days(polars.col("n"), roll="backward", **week)
        return lambda: frame.select(expression)

    numbers = lambda answer: answer.to_series().cast(polars.Int32).to_numpy()
    exact = add(week_mask=MONDAY_TO_SATURDAY, holidays=dates_of(both))
    rank, select = days.rank_and_select()
    rank, select = polars.Series(rank), polars.Series(select)
    at, n = frame["day"].cast(polars.Int32) - days.first, frame["n"]
    return [
        Way("polars `add_business_days`, made exact", rows, exact, numbers=numbers),
        Way("polars `add_business_days`, holidays only", rows, add(holidays=dates_of(days.off)), False, numbers),
        Way("polars, two tables by hand", rows, lambda: select.gather(rank.gather(at).cast(polars.Int32) + (n - 1)),
            numbers=lambda answer: answer.to_numpy()),
    ]


def pandas_way(days, dates, n, rows):
    calendar = busy_days(days)
    offsets = {k: pandas.offsets.CustomBusinessDay(k, calendar=calendar) for k in range(1, int(n[:rows].max()) + 1)}
    pairs = [(pandas.Timestamp(day_numbers.date(day)), offsets[int(k)]) for day, k in zip(dates[:rows], n[:rows])]
    return Way("pandas `CustomBusinessDay`, one by one", rows, lambda: [day + offset for day, offset in pairs],
               numbers=lambda answer: np.array([day_numbers.number(day.date()) for day in answer]))


def quantlib_calendar(days):
    calendar = QuantLib.BespokeCalendar("vietnam")
    quantlib_date = lambda day: QuantLib.Date(day.day, day.month, day.year)
    for weekday in QuantLib.Saturday, QuantLib.Sunday:
        calendar.addWeekend(weekday)
    for day in days.off:
        calendar.addHoliday(quantlib_date(day_numbers.date(day)))
    for day in days.saturdays:
        calendar.removeHoliday(quantlib_date(day_numbers.date(day)))
    return calendar


def quantlib_way(days, dates, n, rows):
    calendar, quantlib_date = quantlib_calendar(days), lambda day: QuantLib.Date(day.day, day.month, day.year)
    pairs = [(quantlib_date(day_numbers.date(day)), int(k)) for day, k in zip(dates[:rows], n[:rows])]
    numbers = lambda answer: np.array([day_numbers.number(day.to_date()) for day in answer])
    return Way("QuantLib `advance`, one by one", rows, lambda: [calendar.advance(day, k, QuantLib.Days) for day, k in pairs],
               numbers=numbers)


def holidays_way(days, dates, n, rows):
    calendar = holidays.HolidayBase(expand=False)
    calendar.update({day_numbers.date(day): "off" for day in days.off})
    calendar.weekend_workdays = {day_numbers.date(day) for day in days.saturdays}
    pairs = [(day_numbers.date(day), int(k)) for day, k in zip(dates[:rows], n[:rows])]
    return Way("python-holidays `get_nth_working_day`", rows, lambda: [calendar.get_nth_working_day(day, k) for day, k in pairs],
               numbers=lambda answer: np.array([day_numbers.number(day) for day in answer]))


def duckdb_way(days, dates, n):
    connection = duckdb.connect(config={"threads": 1})
    rank, select = days.rank_and_select()
    frames = {
        "asked": pandas.DataFrame({"id": np.arange(len(dates), dtype=np.int32), "day": dates.astype(np.int32), "n": n.astype(np.int32)}),
        "days": pandas.DataFrame({"day": np.arange(days.first, days.last + 1, dtype=np.int32), "rank": rank.astype(np.int32)}),
        "worked": pandas.DataFrame({"number": np.arange(1, len(select) + 1, dtype=np.int32), "day": select}),
    }
    for name, frame in frames.items():
        connection.register("frame", frame)
        connection.execute(f"create table {name} as select * from frame")
    query = """create or replace temp table found as select asked.id, worked.day from asked
               join days on days.day = asked.day join worked on worked.number = days.rank + asked.n"""
    numbers = lambda _: connection.execute("select day from found order by id").fetchnumpy()["day"]
    return Way("DuckDB, two joins", len(dates), lambda: connection.execute(query), numbers=numbers)


def bisect_way(days, dates, n, rows):
    worked = days.worked.tolist()
    pairs = list(zip(dates[:rows].tolist(), n[:rows].tolist()))
    return Way("a sorted list in Python, `bisect`", rows, lambda: [worked[bisect.bisect_right(worked, day) - 1 + k] for day, k in pairs])


def loop_way(days, dates, n, rows):
    one_day, worked = datetime.timedelta(days=1), {day_numbers.date(day) for day in days.worked}
    pairs = [(day_numbers.date(day), int(k)) for day, k in zip(dates[:rows], n[:rows])]

    def add(day, left):
        while left:
            day += one_day
            left -= day in worked
        return day
    return Way("a loop over days in Python, with a set", rows, lambda: [add(day, k) for day, k in pairs],
               numbers=lambda answer: np.array([day_numbers.number(day) for day in answer]))
