"""Working days of a million dates: the batches of the library against numpy.busday_offset, in CPU time.

The argument is the path of libdoithoai.so. numpy counts twice: with the holidays only, as it is mostly used, and made exact
for the Saturdays that are worked, where every week day is worked and every day of rest a holiday.
"""
import ctypes
import statistics
import sys
import time
from ctypes import POINTER, byref, c_char_p, c_int32, c_size_t, c_void_p

import numpy as np

ROWS, ROUNDS = 1_000_000, 7

library = ctypes.CDLL(sys.argv[1])
# Without argument types ctypes would cut handles and sizes to 32 bits.
library.doithoai_ruleset_builtin.argtypes = [c_char_p, POINTER(c_void_p), c_void_p]
library.doithoai_calendar_builtin.argtypes = [c_char_p, POINTER(c_void_p), c_void_p]
library.doithoai_calendar_is_working_day.argtypes = [c_void_p, c_int32, POINTER(c_int32), c_void_p]
library.doithoai_terms_new.argtypes = [
    POINTER(c_void_p), c_size_t, c_void_p, c_char_p, c_size_t, POINTER(c_void_p), c_void_p]
library.doithoai_due_batch_i64.argtypes = [
    c_void_p, c_char_p, c_char_p, c_void_p, c_size_t, c_void_p, c_void_p, c_void_p, POINTER(c_size_t), c_void_p]
library.doithoai_calendar_add_working_days_batch_i64.argtypes = [
    c_void_p, c_void_p, c_size_t, c_void_p, c_size_t, c_void_p, POINTER(c_size_t), c_void_p]


def call(name, *arguments):
    status = getattr(library, name)(*arguments, None)
    if status != 0:
        sys.exit(f"{name}: status {status}")


def made(name, *arguments):
    out = c_void_p()
    call(name, *arguments, byref(out))
    return out


rules = made("doithoai_ruleset_builtin", b"hcmc-935")
calendar = made("doithoai_calendar_builtin", b"vn-public")
terms = made("doithoai_terms_new", byref(rules), 1, calendar, None, 0)


def due(dates):
    out, bad = np.empty_like(dates), c_size_t()
    call("doithoai_due_batch_i64", terms, b"hcmc-935", b"notify-conclusion",
         dates.ctypes.data, len(dates), out.ctypes.data, None, None, byref(bad))
    assert bad.value == 0
    return out


def add(dates, n):
    out, bad = np.empty_like(dates), c_size_t()
    call("doithoai_calendar_add_working_days_batch_i64", calendar,
         dates.ctypes.data, len(dates), n.ctypes.data, len(n), out.ctypes.data, byref(bad))
    assert bad.value == 0
    return out


def is_worked(day):
    out = c_int32()
    call("doithoai_calendar_is_working_day", calendar, int(day.astype(np.int64)), byref(out))
    return out.value == 1


def numpy_add(dates, n, days):
    """A day of rest is rolled back to the working day before it: the next one is then the first after it."""
    return np.busday_offset(dates, n, roll="preceding", busdaycal=days)


def measured(ways):
    """The results of the ways, and the CPU milliseconds of each round, in turns."""
    results, times = [way() for way in ways], [[] for _ in ways]
    for _ in range(ROUNDS):
        for way, taken in zip(ways, times):
            start = time.process_time()
            way()
            taken.append((time.process_time() - start) * 1000)
    return results, times


def main():
    # A year more than the dates have, for what is counted from them.
    every_day = np.arange("2015-01-01", "2029-01-01", dtype="datetime64[D]")
    rest = np.array([day for day in every_day if not is_worked(day)])
    holidays_only = np.busdaycalendar("1111100", rest[np.is_busday(rest)])
    exact = np.busdaycalendar("1111111", rest)

    random = np.random.default_rng(2026)
    first, last = np.array(["2015-01-01", "2027-12-31"], dtype="datetime64[D]").astype(np.int64)
    dates = random.integers(first, last, ROWS, endpoint=True).view("datetime64[D]")
    ten, many = np.array([10]), random.integers(1, 30, ROWS, endpoint=True)

    print(f"\n{ROWS} dates of 2015-2027, numpy {np.__version__}; CPU ms, best / median of {ROUNDS} rounds in turns,")
    print("and numpy's as a multiple of ours\n")
    print(f"{'':31}{'ours':>14}{'numpy, holidays only':>32}{'wrong rows':>12}{'numpy, made exact':>33}")
    for name, ours, n in (
        ("due_batch, 10 days", lambda: due(dates), ten),
        ("add_working_days_batch, 10", lambda: add(dates, ten), ten),
        ("add_working_days_batch, 1 to 30", lambda: add(dates, many), many),
    ):
        ways = ours, lambda: numpy_add(dates, n, holidays_only), lambda: numpy_add(dates, n, exact)
        (result, without, right), times = measured(ways)
        assert (result == right).all(), f"{name}: differs from numpy made exact"
        best, median = [min(taken) for taken in times], [statistics.median(taken) for taken in times]
        cell = [f"{b:.1f} / {m:.1f}" for b, m in zip(best, median)]
        ratio = [f"{b / best[0]:.1f}x / {m / median[0]:.1f}x" for b, m in zip(best, median)]
        wrong = int((result != without).sum())
        print(f"{name:31}{cell[0]:>14}{cell[1]:>17}{ratio[1]:>15}{wrong:>12}{cell[2]:>18}{ratio[2]:>15}")


main()
