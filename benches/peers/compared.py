"""The pieces of work, and who does each."""
import sys

import numpy as np

from candidates import Peers, counting
from library import Library
from measure import Effort, measured
from work import Calendar, Work, even_numbers, random_days

# The same dates for every number of days: of 2016-2079, so that 5,000 working days end in the covered years.
GROWTH = 30, 100, 500, 1_000, 5_000


def costs(work, ways, effort):
    print(f"{work.title} …", file=sys.stderr, flush=True)
    rows = [vars(cost) for cost in measured(work, ways, effort)]
    return {"key": work.key, "title": work.title, "rows": rows}


def everything(path, by_hand, quick):
    effort = Effort(1, 3, 0.1) if quick else Effort(3, 7)
    library = Library(path)
    # The peers know the years they need and no more.
    near, wide = Calendar(library, (2015, 2028), by_hand), Calendar(library, (2015, 2100), by_hand)
    facts = {
        "rows": effort.rows, "passes": effort.passes, "rounds": effort.rounds,
        "calendar": {"holidays": len(near.holidays), "worked_saturdays": len(near.worked_saturdays), "good": len(near.good)}}
    return {**facts, "works": main_works(library, near, effort), "growth": growth(library, wide, effort)}


def main_works(library, calendar, effort):
    random, peers = np.random.default_rng(2026), Peers(library, calendar)
    days, n = random_days(random, 2017, 2027, effort.rows), random.integers(1, 31, effort.rows)
    other = random_days(random, 2017, 2027, effort.rows)

    def slow(rows):
        return max(100, int(rows * effort.slow))

    return [costs(work, ways, effort) for work, ways in (
        each(peers, Work("each", "Add, a number of 1-30 for each date", calendar, days, n), slow),
        one(peers, Work("one", "Add, 15 for every date", calendar, days, 15), slow),
        back(peers, Work("back", "Go back, a number of 1-30 for each date", calendar, days, -n), slow),
        count(peers, Work("count", "Count, spans within 2017-2027", calendar, np.minimum(days, other), to=np.maximum(days, other)), slow),
        due(peers, Work("due", "Due date of a duty of 10 working days", calendar, days, 10)),
    )]


def each(peers, work, slow):
    add = peers.add(work)
    return work, [
        add.ours(), add.ours_64(), add.sum(), add.copy(), add.numpy_buffers(), add.numpy_tables(), add.polars_tables(),
        add.duckdb(), add.numpy(False), add.numpy(True), add.polars(False), add.polars(True), add.bisect(slow(20_000)),
        add.by_day(slow(20_000)), add.quantlib(slow(20_000)), add.pandas(slow(5_000)), add.holidays(slow(2_000))]


def one(peers, work, slow):
    add = peers.add(work)
    return work, [
        add.ours(), add.ours_64(), add.copy(), add.numpy_one_table(), add.numpy_tables(), add.better(), add.numpy(False),
        add.numpy(True), add.polars(False), add.polars(True), add.pandas_column(slow(5_000))]


def back(peers, work, slow):
    add = peers.add(work)
    return work, [
        add.ours(), add.ours_64(), add.numpy_tables(), add.numpy(False), add.numpy(True), add.polars(False), add.polars(True),
        add.quantlib(slow(20_000))]


def count(peers, work, slow):
    return work, counting(peers, work, slow)


def due(peers, work):
    add = peers.add(work)
    return work, [add.due(b"notify-conclusion"), add.numpy_tables(), add.numpy(False), add.numpy(True)]


def growth(library, calendar, effort):
    peers, points = Peers(library, calendar), []
    days = random_days(np.random.default_rng(2030), 2016, 2079, effort.rows)
    for most in GROWTH:
        numbers = even_numbers(np.random.default_rng(most), most, effort.rows)
        work = Work(f"growth-{most}", f"Add, numbers up to {most}", calendar, days, numbers)
        add = peers.add(work)

        def rows(at_30, least=40):
            return max(least, int(at_30 * effort.slow * 30 / most))

        ways = [
            add.ours(), add.numpy(False, rows(500_000, 10_000)), add.numpy(True, rows(200_000, 5_000)),
            add.polars(True, rows(200_000, 5_000)), add.quantlib(rows(10_000)), add.holidays(rows(1_000)),
            add.numpy_tables()]
        points.append({"most": most, **costs(work, ways, effort)})
    return points
