"""Ways to add working days, each given the same days: what is timed is the count alone, in the types that the peer likes."""
import datetime

import duckdb
import holidays
import numpy as np
import pandas
import polars
import QuantLib

import days as day_numbers

MONDAY_TO_SATURDAY = [True] * 6 + [False]


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
    """What a user may write who knows how: two arrays and fancy indexing."""
    rank, select = days.rank_and_select()
    dates, n, first = dates.astype(np.int32), n.astype(np.int32), np.int32(days.first)
    return Way("numpy, two tables by hand", len(dates), lambda: select[rank[dates - first] + (n - 1)])


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


def quantlib_way(days, dates, n, rows):
    calendar = QuantLib.BespokeCalendar("vietnam")
    quantlib_date = lambda day: QuantLib.Date(day.day, day.month, day.year)
    for weekday in QuantLib.Saturday, QuantLib.Sunday:
        calendar.addWeekend(weekday)
    for day in days.off:
        calendar.addHoliday(quantlib_date(day_numbers.date(day)))
    for day in days.saturdays:
        calendar.removeHoliday(quantlib_date(day_numbers.date(day)))
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
