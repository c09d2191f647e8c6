"""The runs of runs.tsv, added up by target, into result.md."""

import collections
import pathlib

own = pathlib.Path(__file__).parent
runs = [line.split("\t") for line in (own / "runs.tsv").read_text().splitlines()]
sums, covered = collections.defaultdict(lambda: [0, 0, 0]), {}
for _, _, target, seconds, executions, edges, failures in runs:
    sums[target] = [had + int(more) for had, more in zip(sums[target], (seconds, executions, failures))]
    covered[target] = edges
date, commit = runs[-1][:2]
hours = sum(seconds for seconds, _, _ in sums.values()) / 3600
lines = ["# The long runs of scripts/fuzz", "", f"On {commit}, run on {date} last: SECONDS_EACH=1800 scripts/fuzz/run.sh", "",
         f"In all {hours:.2f} hours of one processor, since {runs[0][0]}.", "",
         "| target | minutes | executions | edges covered | runs that failed |", "|---|---|---|---|---|"]
for target, (seconds, executions, failures) in sums.items():
    lines.append(f"| {target} | {seconds / 60:.0f} | {executions:,} | {covered[target]} | {failures} |")
(own / "result.md").write_text("\n".join(lines) + "\n")
