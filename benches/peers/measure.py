"""CPU time of ways to do one piece of work, in turns."""
import statistics
import time
from dataclasses import dataclass, field
from typing import Callable

import numpy as np


@dataclass
class Way:
    """One way to do the work. `answers` gives what `run` gave as numbers; without it nothing is to be checked."""
    name: str
    rows: int
    run: Callable
    answers: Callable | None = np.asarray
    exact: bool = True


@dataclass
class Cost:
    """Nanoseconds a row, as multiples of the first way too; the share of wrong rows."""
    name: str
    best: float
    median: float
    best_ratio: float
    median_ratio: float
    wrong: float | None
    exact: bool


@dataclass
class Effort:
    passes: int
    rounds: int
    slow: float = 1.0  # share of the rows of slow peers
    rows: int = field(default=1_000_000)


def wrong_share(work, way):
    if way.answers is None:
        return None
    given = np.asarray(way.answers(way.run())).astype(np.int64)
    wrong = int((given != work.answers[: way.rows]).sum())
    if way.exact and wrong:
        raise SystemExit(f"{work.title}: {way.name} is wrong in {wrong} rows of {way.rows}")
    return wrong / way.rows


def measured(work, ways, effort):
    wrong = [wrong_share(work, way) for way in ways]
    times = [[[] for _ in range(effort.passes)] for _ in ways]
    for number in range(effort.passes):
        for _ in range(effort.rounds):
            for way, own in zip(ways, times):
                start = time.process_time_ns()
                way.run()
                own[number].append((time.process_time_ns() - start) / way.rows)
    best = [min(map(min, passes)) for passes in times]
    medians = [[statistics.median(one) for one in passes] for passes in times]
    return [
        Cost(way.name, best[i], statistics.median(medians[i]), best[i] / best[0],
             statistics.median(own / ours for own, ours in zip(medians[i], medians[0])), wrong[i], way.exact)
        for i, way in enumerate(ways)
    ]
