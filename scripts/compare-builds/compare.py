"""Runs two builds of the command on the same input and compares what they print, byte for byte.

The input: the logs in `dialogues`, judged as `runs.tsv` says, and every case of the scenario files of the old build. Each
timeline is taken as JSON, plain and with --explain, each audit as JSON, each folder of scenarios with its coverage; with
--text also the pages, in both languages. `expected.md` lists the differences that are mended faults: one that it does not
list fails, and so does one that it lists and that is gone.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import scenarios

HERE = Path(__file__).parent
JSON = ["--format", "json"]
SHOWN = 4  # places of a difference


def runs_of_logs(folder):
    """The logs, each in a file of its own, and how they are judged."""
    for path in sorted((HERE / "dialogues").glob("*.jsonl")):
        log = None
        for line in path.read_text().splitlines(keepends=True):
            first = json.loads(line)
            if "dialogue" in first or "office" in first:
                log = (folder / f"{first.get('dialogue') or first['office']}.jsonl").open("x")
            log.write(line)
        log.close()
    for line in (HERE / "runs.tsv").read_text().splitlines()[1:]:
        name, command, logs, arguments = line.split("\t")
        files = [f"logs/{log}.jsonl" for log in logs.split()]
        if command == "timeline":
            files = [part for file in files for part in ("--log", file)]
        yield name, command, files + arguments.split()


def commands(name, command, arguments, text):
    """(name of the run, what is printed, its command line)"""
    whole = [command, *arguments]
    yield name, command, whole + JSON
    if command == "timeline":
        yield name, "explain", [*whole, "--explain", *JSON]
    if text:
        for lang in ("vi", "en"):
            explain = ["--explain"] if command == "timeline" else []
            yield name, f"text-{lang}", [*whole, *explain, "--lang", lang]


def outcome(binary, line, folder):
    done = subprocess.run([binary, *line], cwd=folder, capture_output=True)
    return done.returncode, done.stdout, done.stderr


def places(old, new, at=""):
    """Where two JSON values differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            if key not in old and f"{at}.{key}" in ADDED:
                continue
            yield from places(old.get(key, "(no key)"), new.get(key, "(no key)"), f"{at}.{key}")
        if list(old) != list(new) and set(old) == set(new):
            yield f"{at}: the order of keys"
    elif READING_TRACE.search(at) and told_what_moved(old, new):
        return
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new)):
            yield from places(one, other, f"{at}[{index}]")
    elif old != new or type(old) is not type(new):
        short = [json.dumps(value, ensure_ascii=False)[:150] for value in (old, new)]
        yield f"{at}: {short[0]} -> {short[1]}"


# Keys that every page has now.
ADDED = {".calendar", ".other_calendars"}

# A fault that is mended everywhere: the trace of another reading stopped before what moved its date.
READING_TRACE = re.compile(r"\.readings\[\d+\]\.trace$")
MOVES = {"moved-by-notice", "moved-by-limit", "moved-by-suspension", "stated-day-off"}


def told_what_moved(old, new):
    """Whether the new trace is the old one, and then what moved the date."""
    if not (isinstance(old, list) and isinstance(new, list) and len(new) > len(old)):
        return False
    return new[: len(old)] == old and all(step["step"] in MOVES for step in new[len(old) :])


def lines(old, new):
    for one, other in zip(old.splitlines() + [b"(end)"], new.splitlines() + [b"(end)"]):
        if one != other:
            yield f"{one.decode(errors='replace').strip()[:150]} -> {other.decode(errors='replace').strip()[:150]}"


def difference(old, new):
    """What differs between two outcomes, in words; none if nothing does. Why a run fails may be worded anew."""
    if (old[0], old[1]) == (new[0], new[1]):
        return None
    if old[0] != new[0]:
        return [f"exit {old[0]} -> exit {new[0]}: {(new[2] or old[2]).decode(errors='replace').strip()[:200]}"]
    try:
        found = list(places(json.loads(old[1]), json.loads(new[1])))
    except ValueError:
        found = list(lines(old[1], new[1]))
    return found or (None if json.loads(old[1]) != json.loads(new[1]) else ["the same values in other bytes"])


def expected():
    rows = [line.strip("|").split("|") for line in (HERE / "expected.md").read_text().splitlines() if line.startswith("|")]
    return {(row[0].strip(), row[1].strip()) for row in rows[2:]}


def main(old, new, tree, work, *options):
    folder = Path(work) / "input"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "logs").mkdir(parents=True)
    shutil.copytree(HERE / "rules", folder / "rules")
    for part in ("examples", "tests/rules"):
        shutil.copytree(Path(tree) / part, folder / part)
    own = list(runs_of_logs(folder / "logs"))
    told = list(scenarios.runs(Path(tree), folder))
    drawn = {name for name, *_ in own}
    everything = [line for run in own + told for line in commands(*run, "--text" in options)]
    everything += [
        (f"test {part}", "coverage", ["test", part, "--coverage", *JSON]) for part in ("tests/rules", "examples/da-nang")
    ]
    names = [line[:2] for line in everything]
    assert len(names) == len(set(names)), "two runs of one name"
    with ThreadPoolExecutor(min(os.cpu_count() or 1, 4)) as pool:
        both = list(pool.map(lambda line: [outcome(binary, line[2], folder) for binary in (old, new)], everything))

    found, failing, invalid = {}, 0, []
    for (name, what, line), (one, other) in zip(everything, both):
        failing += one[0] != 0
        if one[0] != 0 and name in drawn:
            invalid.append(f"{name}: {one[2].decode().strip()[:300]}")
        if differs := difference(one, other):
            found[name, what] = differs
            print(f"\n{name} · {what}: doithoai {' '.join(line)}")
            print("".join(f"  {place}\n" for place in differs[:SHOWN]), end="")
            if len(differs) > SHOWN:
                print(f"  and {len(differs) - SHOWN} more")
    known = expected()
    known = {row for row in known if "--text" in options or not row[1].startswith("text-")}
    unlisted, gone = sorted(set(found) - known), sorted(known - set(found))
    print(f"\n{len(drawn)} runs of logs, {len(told)} of scenario files: {len(everything)} outputs, {len(found)} differ.")
    print(f"{failing} outputs of the old build are refusals: scenarios about days without a calendar, a rule set or an opening.")
    for title, rows in (
        ("Not valid in the old build", invalid),
        ("Not in expected.md", [f"| {name} | {what} | why |" for name, what in unlisted]),
        ("In expected.md, and no longer so", [f"| {name} | {what} |" for name, what in gone]),
    ):
        if rows:
            print(f"\n{title}:", *rows, sep="\n")
    print("\n" + ("DIFFERENT" if unlisted or gone or invalid else "THE SAME, but for what expected.md lists"))
    return bool(unlisted or gone or invalid)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
