#!/usr/bin/env python3
"""The library beside other ways to count working days: one table of ratios, in CPU time, of one run on one core.

    python3 benches/peers/run.py            prints the tables; about five minutes
    python3 benches/peers/run.py --quick    a first look, in less than a minute
    python3 benches/peers/run.py --write    writes them into PERFORMANCE.md, with the picture
    python3 benches/peers/run.py --gate     fails if a goal is missed

Needs cargo, and python3 with venv and pip. What it measures beside comes from requirements.txt, into an environment of its own below
cargo's target folder. Let nothing else run meanwhile.
"""
import json
import os
import pathlib
import subprocess
import sys
import venv

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
REQUIREMENTS = pathlib.Path(__file__).with_name("requirements.txt")


def in_own_environment():
    """Goes on in the environment that has the peers, on one core; makes it if it is not there."""
    home = TARGET / "peers"
    python = home / "bin" / "python"
    made_for, wanted = home / "requirements.txt", REQUIREMENTS.read_text(encoding="utf-8")
    if not made_for.exists() or made_for.read_text(encoding="utf-8") != wanted:
        venv.create(home, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", REQUIREMENTS], check=True)
        made_for.write_text(wanted, encoding="utf-8")
    subprocess.run(["cargo", "build", "--quiet", "--release", "--locked", "-p", "doithoai-capi"], cwd=ROOT, check=True)
    subprocess.run(["cargo", "bench", "--quiet", "--locked", "--bench", "paired", "--no-run"], cwd=ROOT, check=True)
    one = {name: "1" for name in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "DOITHOAI_PEERS")}
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    os.execve(python, [python, __file__, *sys.argv[1:]], os.environ | one)


if "DOITHOAI_PEERS" not in os.environ:
    in_own_environment()

import datetime  # noqa: E402
import importlib.metadata  # noqa: E402
import platform  # noqa: E402
import re  # noqa: E402

import numpy as np  # noqa: E402

import peers  # noqa: E402
import picture  # noqa: E402
from days import Days, number  # noqa: E402
from library import Library  # noqa: E402
from measure import measured, wrong_rows  # noqa: E402

ROWS = 1_000_000
QUICK = "--quick" in sys.argv
PASSES, ROUNDS = (1, 3) if QUICK else (3, 7)
FAR = [30, 100, 500, 1_000, 5_000]


def random_days(random, first, last, rows):
    first, last = (number(datetime.date(year, *day)) for year, day in ((first, (1, 1)), (last, (12, 31))))
    return random.integers(first, last, rows, endpoint=True, dtype=np.int32)


def even_numbers(random, most, parts=20):
    """Uniform in 1..most, and evenly spread in any few rows in a row: slow peers are given only those."""
    part = np.concatenate([random.permutation(parts) for _ in range(ROWS // parts)])
    return (1 + (part + random.random(ROWS)) / parts * most).astype(np.int32)


def figure(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def row(*cells):
    return "| " + " | ".join(cells) + " |"


def head(*cells):
    return [row(*cells), row(*["---"] + ["---:"] * (len(cells) - 1))]


def adding(library, random):
    """A million dates with an N each, by everybody."""
    days = Days(library, 2015, 2028)
    dates = random_days(random, 2017, 2027, ROWS)
    n = random.integers(1, 30, ROWS, endpoint=True, dtype=np.int32)
    right = days.add(dates, n)
    total, out = np.empty_like(dates), np.empty_like(dates)
    few = 10 if QUICK else 1
    ways = [
        peers.Way("**doithoai, by its C interface, 32-bit days**", ROWS, library.batch("doithoai_calendar_add_working_days_batch", dates, n)),
        peers.Way("doithoai, 64-bit days (`datetime64[D]`)", ROWS,
                  library.batch("doithoai_calendar_add_working_days_batch", dates.astype(np.int64), n.astype(np.int64))),
        peers.two_tables(days, dates, n),
        peers.two_tables_in_place(days, dates, n),
        *peers.polars_ways(days, dates, n, ROWS // few)[2:],
        peers.duckdb_way(days, dates, n),
        *peers.numpy_ways(days, dates, n, ROWS // few),
        *peers.polars_ways(days, dates, n, ROWS // few)[:2],
        peers.bisect_way(days, dates, n, 20_000 // few),
        peers.loop_way(days, dates, n, 20_000 // few),
        peers.quantlib_way(days, dates, n, 20_000 // few),
        peers.pandas_way(days, dates, n, 5_000 // few),
        peers.holidays_way(days, dates, n, 2_000 // few),
    ]
    wrong = [wrong_rows(way, right) for way in ways]
    ways += [
        peers.Way("`out = d + n`, the same memory", ROWS, lambda: np.add(dates, n, out=total)),
        peers.Way("a copy of the days", ROWS, lambda: np.copyto(out, dates)),
    ]
    costs = measured(ways, PASSES, ROUNDS)
    lines = head("1,000,000 dates of 2017-2027, N of 1 to 30", "ns a row, best", "median", "times ours, best", "median", "wrong rows")
    for at, (way, cost) in enumerate(zip(ways, costs)):
        best, median = cost.times(costs[0])
        mistakes = f"{100 * wrong[at] / way.rows:.1f} %" if at < len(wrong) and wrong[at] else "" if at >= len(wrong) else "none"
        lines.append(row(way.name, figure(cost.best), figure(cost.median), figure(best), figure(median), mistakes))
    return lines, {way.name: cost for way, cost in zip(ways, costs)}, (days, dates, n)


def other_batches(library, random, days, dates, n):
    """The other batches, beside numpy made exact and whoever is good at it."""
    calendar, long = peers.busy_days(days), dates.astype("datetime64[D]")
    other = random_days(random, 2017, 2027, ROWS)
    from_, to = np.minimum(dates, other), np.maximum(dates, other)
    few = 10 if QUICK else 1
    batch = lambda name, days, other: library.batch(f"doithoai_calendar_{name}_batch", days, other)
    one, back = np.array([15], dtype=np.int32), -n

    def numpy_add(n, roll):
        return numpy_way(lambda: np.busday_offset(long, n, roll=roll, busdaycal=calendar))

    whole = lambda answer: answer.astype(np.int64)
    numpy_way = lambda run: peers.Way("numpy, made exact", ROWS, run, numbers=whole)
    after, until = from_.astype("datetime64[D]") + 1, to.astype("datetime64[D]") + 1
    numpy_count = numpy_way(lambda: np.busday_count(after, until, busdaycal=calendar))
    works = [
        ("add, one N for all rows", batch("add_working_days", dates, one), days.add(dates, 15),
         [numpy_add(15, "preceding"), *peers.one_n_ways(days, dates, 15, 5_000 // few)]),
        ("add, backwards, N each", batch("add_working_days", dates, back), days.add(dates, back),
         [numpy_add(back.astype(np.int64), "following"), peers.back_way(days, dates, back)]),
        ("count, spans within 2017-2027", batch("count_working_days", from_, to), days.count(from_, to),
         [numpy_count, *peers.count_ways(days, from_, to, 2_000 // few)]),
        ("due dates, 10 working days", library.due(b"notify-conclusion", dates), days.add(dates, 10), [numpy_add(10, "preceding")]),
    ]
    lines = head("other batches of 1,000,000", "ns a row, best", "median", "times ours, best", "median")
    for name, run, right, others in works:
        ways = [peers.Way(f"**{name}**", ROWS, run), *others]
        for way in ways:
            wrong_rows(way, right)
        costs = measured(ways, PASSES, ROUNDS)
        for way, cost in zip(ways, costs):
            best, median = cost.times(costs[0])
            lines.append(row(way.name, *map(figure, (cost.best, cost.median, best, median))))
    return lines


def growing(library, random):
    """The same dates, further and further; and what those who know holidays only get wrong."""
    days = Days(library, 2015, 2100)
    dates = random_days(random, 2016, 2079, ROWS)
    near = random_days(random, 2017, 2027, ROWS)
    part = 10 if QUICK else 1
    curves, wrong = {}, []
    for most in FAR:
        n = even_numbers(random, most)
        right = days.add(dates, n)
        slow = min(2_000, 100_000 // most)
        ways = [
            peers.Way("doithoai", ROWS, library.batch("doithoai_calendar_add_working_days_batch", dates, n)),
            *peers.numpy_ways(days, dates, n, 100_000 // part),
            *peers.polars_ways(days, dates, n, 50_000 // part)[:1],
            peers.quantlib_way(days, dates, n, slow),
            peers.holidays_way(days, dates, n, max(slow // 10, 40)),
            peers.two_tables(days, dates, n),
        ]
        names = ["doithoai", "numpy, exact", "numpy, holidays only", "polars, exact", "QuantLib", "python-holidays", "numpy, two tables"]
        for way in ways:
            wrong_rows(way, right)
        only = peers.numpy_ways(days, near, n, ROWS)[1]
        wrong.append((most, wrong_rows(only, days.add(near, n)) / ROWS))
        for name, cost in zip(names, measured(ways, 1, 3 if QUICK else 5)):
            curves.setdefault(name, {})[most] = cost.best
    only = np.busdaycalendar("1111100", days.off.astype("datetime64[D]"))
    later = random_days(random, 2017, 2027, ROWS)
    from_, to = np.minimum(near, later), np.maximum(near, later)
    counted = np.busday_count(from_.astype("datetime64[D]") + 1, to.astype("datetime64[D]") + 1, busdaycal=only)
    lines = head("dates of 2017-2027, holidays only", "wrong answers")
    lines += [row(f"N up to {most:,}", f"{100 * share:.1f} %") for most, share in wrong]
    lines.append(row("counts between two dates", f"{100 * (counted != days.count(from_, to)).mean():.1f} %"))
    return lines, curves


def rust_side():
    """The ratios of single calls, from cargo bench."""
    path = TARGET / "paired.json"
    subprocess.run(["cargo", "bench", "--quiet", "--locked", "--bench", "paired", "--", "--json", str(path)]
                   + (["--quick"] if QUICK else []), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    groups = {group["name"]: group["rows"] for group in json.loads(path.read_text(encoding="utf-8"))}
    lines = head("Rust, one call", "ns, best", "median", "times the first, best", "median")
    for name, rows in groups.items():
        if not name.startswith("growth"):
            lines.append(row(f"**{name}**", "", "", "", ""))
            lines += [row(cost["name"], *(figure(cost[key]) for key in ("best", "median", "best_ratio", "median_ratio"))) for cost in rows]
    return lines, groups


def goals(costs, groups, curves):
    """What was to be reached, and whether it was: by the bests."""
    ours = next(iter(costs.values()))
    times = lambda name: next(cost for full, cost in costs.items() if name in full).times(ours)[0]
    call = lambda group, name: next(cost for cost in groups[group] if name in cost["name"])
    table = [
        ("numpy made exact", times("numpy `busday_offset`, made"), 120, True),
        ("numpy, holidays only", times("numpy `busday_offset`, holidays"), 50, True),
        ("polars made exact", times("polars `add_business_days`, made"), 90, True),
        ("numpy, two tables by hand", times("numpy, two tables"), 3, True),
        ("QuantLib", times("QuantLib"), 2_500, True),
        ("python-holidays", times("python-holidays"), 12_000, True),
        ("pandas", times("pandas"), 10_000, True),
        ("bdays with its cache, one add", call("add", "bdays")["best_ratio"], 40, True),
        ("a chrono loop with a hash set, one add", call("add", "HashSet")["best_ratio"], 150, True),
        ("one add against an empty call", 1 / call("add", "empty")["best_ratio"], 2, False),
        ("a due date against the bare count", call("layers", "due, working days, firm")["best_ratio"], 1.5, False),
        # numpy's sum and a compiled one: whichever is further away.
        ("a batch against `out = d + n`", 1 / min(times("out = d + n"), call("batch of 1,000,000", "d + n")["best_ratio"]), 4.5, False),
        ("a batch, N up to 5,000 against 30", curves["doithoai"][5_000] / curves["doithoai"][30], 1.5, False),
        ("building 2015-2100 with bounds, µs", groups["build"][0]["best"] / 1_000, 300, False),
    ]
    lines = head("goal", "measured", "asked", "")
    missed = []
    for name, value, asked, least in table:
        met = value >= asked if least else value <= asked
        missed += [] if met else [name]
        lines.append(row(name, figure(value), f"{'at least' if least else 'at most'} {asked:,}", "met" if met else "**missed**"))
    return lines, missed


def machine():
    info = dict(line.split(":", 1) for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines() if ":" in line)
    info = {key.strip(): value.strip() for key, value in info.items()}
    cache = lambda at: pathlib.Path(f"/sys/devices/system/cpu/cpu0/cache/index{at}/size")
    sizes = ", ".join(f"{name} {cache(at).read_text().strip()}" for name, at in (("L1d", 0), ("L2", 2), ("L3", 3)) if cache(at).exists())
    rustc = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    named = [line.split("==")[0] for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines() if "==" in line]
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in named)
    return [
        f"{info.get('model name')} (family {info.get('cpu family')}, model {info.get('model')}), {os.cpu_count()} cores"
        f"{'; ' + sizes if sizes else ''}. {platform.system()}, rustc {rustc}, CPython {platform.python_version()}, {versions}.",
        "",
        f"CPU time, one core, {PASSES} passes of {ROUNDS} rounds in turns; {datetime.date.today()}.",
    ]


def write(parts):
    path = ROOT / "PERFORMANCE.md"
    text = path.read_text(encoding="utf-8")
    for name, lines in parts.items():
        begin, end = f"<!-- {name}: made by benches/peers/run.py -->\n", "<!-- end -->"
        text, count = re.subn(re.escape(begin) + ".*?" + re.escape(end), lambda _: begin + "\n".join(lines) + "\n" + end, text, flags=re.S)
        assert count == 1, name
    path.write_text(text, encoding="utf-8")


def main():
    random = np.random.default_rng(2026)
    library = Library(TARGET / "release" / "libdoithoai.so")
    table, costs, work = adding(library, random)
    others = other_batches(library, random, *work)
    wrong, curves = growing(library, random)
    rust, groups = rust_side()
    for name, short in (("bdays with its cache", "bdays (Rust)"), ("chrono loop, HashSet", "chrono loop (Rust)")):
        curves[short] = {most: next(cost["best"] for cost in groups[f"growth {most}"] if cost["name"] == name) for most in FAR}
    reached, missed = goals(costs, groups, curves)
    parts = {"goals": reached, "peers": table, "batches": others, "wrong": wrong, "rust": rust, "machine": machine()}
    print("\n\n".join("\n".join(lines) for lines in parts.values()))
    (TARGET / "peers.json").write_text(json.dumps({"tables": parts, "growth": curves}, indent=1), encoding="utf-8")
    if "--write" in sys.argv:
        write(parts)
        picture.draw(curves, ROOT / "docs" / "performance-growth.svg")
    if "--gate" in sys.argv and missed:
        sys.exit("missed: " + "; ".join(missed))


main()
