"""CPU time of ways to do the same work, in turns, so that what disturbs one disturbs the others."""
import statistics
import time

import numpy as np


class Cost:
    """Nanoseconds a row: the best of all rounds, and the median of the medians of the passes."""

    def __init__(self, passes):
        self.best = min(min(rounds) for rounds in passes)
        self.medians = [statistics.median(rounds) for rounds in passes]
        self.median = statistics.median(self.medians)

    def times(self, other):
        """How often `other` goes into this, by the bests and by the medians of each pass."""
        return self.best / other.best, statistics.median(own / its for own, its in zip(self.medians, other.medians))


def wrong_rows(way, right):
    found = np.asarray(way.numbers(way.run()))
    wrong = int((found != right[:way.rows]).sum())
    if way.exact and wrong:
        raise SystemExit(f"{way.name}: {wrong} of {way.rows} rows are wrong")
    return wrong


def measured(ways, passes, rounds):
    taken = [[[] for _ in range(passes)] for _ in ways]
    for number in range(passes):
        for _ in range(rounds):
            for way, of_way in zip(ways, taken):
                start = time.process_time_ns()
                way.run()
                of_way[number].append((time.process_time_ns() - start) / way.rows)
    return [Cost(of_way) for of_way in taken]
