"""What was measured as text, as the tables of PERFORMANCE.md, and against the goals."""
import importlib.metadata
import os
import platform
import re
import subprocess
from pathlib import Path

import candidates as c
import picture

# Against whom, in which piece of work, and how many times slower it must be at least. At best of all rounds.
AT_LEAST = [
    ("each", c.NUMPY_EXACT, 120), ("each", c.NUMPY_ONLY, 50), ("each", c.POLARS_EXACT, 90), ("each", c.NUMPY_TABLES, 3),
    ("each", c.POLARS_TABLES, 5), ("each", c.DUCKDB, 10), ("each", c.QUANTLIB, 2_500), ("each", c.HOLIDAYS, 12_000),
    ("each", c.PANDAS, 10_000), ("one", c.BETTER, 150), ("count", c.NUMPY_EXACT, 60), ("count", c.POLARS_EXACT, 35),
    ("count", c.BETTER, 70), ("growth-5000", c.NUMPY_EXACT, 3_500), ("growth-5000", c.POLARS_EXACT, 3_000),
    ("rust add", "bdays with its cache", 40), ("rust add", "chrono loop, sorted Vec", 50),
    ("rust add", "chrono loop, HashSet", 150), ("rust count", "bdays with its cache", 10),
]
# Ours may take so many times what a lower bound takes.
AT_MOST = [("rust add", "an empty function", 2.0), ("rust batch", "out = d + n", 4.5), ("each", c.SUM, 4.5)]
GROWTH_AT_MOST, BUILD_AT_MOST = 1.5, 300_000


def tables(results):
    works = {work["key"]: work for work in results["works"] + results["growth"]}
    works |= {f"rust {group['name']}": group for group in results["rust"]}
    return {key: {row["name"]: row for row in work["rows"]} for key, work in works.items()}


def goals(results):
    table = tables(results)
    titles = {work["key"]: work["title"] for work in results["works"] + results["growth"]}
    titles |= {"rust add": "Rust: one add", "rust count": "Rust: one count", "rust batch": "Rust: add, a million dates"}
    rows = []

    def judged(work, against, unit, goal, best, median, at_most):
        met = best <= goal if at_most else best >= goal
        rows.append({"work": work, "against": against, "unit": unit, "goal": goal, "at_most": at_most, "best": best,
                     "median": median, "met": met})

    for key, name, goal in AT_LEAST:
        row = table[key][name]
        judged(titles[key], name, "x", goal, row["best_ratio"], row["median_ratio"], False)
    for key, name, goal in AT_MOST:
        row = table[key][name]
        judged(titles[key], f"ours / {name}", "x", goal, 1 / row["best_ratio"], 1 / row["median_ratio"], True)
    far, near = (table[key][c.OURS] for key in ("growth-5000", "growth-30"))
    judged("Add, the same dates", "ours, up to 5,000 / up to 30", "x", GROWTH_AT_MOST, far["best"] / near["best"],
           far["median"] / near["median"], True)
    built = table["rust build"]["Calendar::vietnam, with bounds"]
    judged("Building 2015-2100, with bounds", "ours", " µs", BUILD_AT_MOST / 1000, built["best"] / 1000, built["median"] / 1000, True)
    return rows


def figure(value):
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def share(row):
    if row["wrong"] is None:
        return "-"
    return "0" if row["wrong"] == 0 else f"{row['wrong']:.1%}"


def goal_cells(goal):
    sign, unit = "≤" if goal["at_most"] else "≥", goal["unit"]
    return [goal["against"], goal["work"], figure(goal["best"]) + unit, figure(goal["median"]) + unit,
            f"{sign} {goal['goal']:,g}{unit}", "met" if goal["met"] else "**missed**"]


def work_cells(row):
    return [row["name"], figure(row["best"]), figure(row["median"]), figure(row["best_ratio"]), figure(row["median_ratio"]), share(row)]


def text(results):
    """One table for the terminal."""
    goal_of = {(goal["work"], goal["against"]): goal for goal in results["goals"]}
    line = "{:<44}{:>11}{:>11}{:>11}{:>11}{:>10}  {}".format
    out = [f"\nCPU ns a date, {results['passes']} x {results['rounds']} rounds in turns; then as multiples of the first row",
           line("", "best", "median", "x best", "x median", "wrong", "goal")]
    for work in results["works"] + results["growth"]:
        out.append("\n" + work["title"])
        for row in work["rows"]:
            goal = goal_of.get((work["title"], row["name"]))
            out.append(line("  " + row["name"], *work_cells(row)[1:], " ".join(goal_cells(goal)[4:]) if goal else ""))
    out.append("\nGoals")
    out += [line("  " + against, best, median, "", "", "", f"{goal} {met}   {work}")
            for against, work, best, median, goal, met in map(goal_cells, results["goals"])]
    return "\n".join(out).replace("**", "")


def markdown(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---|" * (len(head) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def work_table(work):
    bold = [[f"**{cell}**" for cell in work_cells(work["rows"][0])]]
    rows = bold + [work_cells(row) for row in work["rows"][1:]]
    head = [work["title"], "ns, best", "median", "x ours, best", "median", "wrong rows"]
    return markdown(head, rows)


def growth_table(results):
    rust = {group["name"]: {row["name"]: row for row in group["rows"]} for group in results["rust"]}
    names = [row["name"] for row in results["growth"][0]["rows"]]
    here = [[name, *(figure(next(r for r in point["rows"] if r["name"] == name)["median"]) for point in results["growth"])]
            for name in names]
    there = [[f"Rust: {name}", *(figure(rust[f"growth {point['most']}"][name]["median"]) for point in results["growth"])]
             for name in rust["growth 30"]]
    return markdown(["ns, median; numbers up to", *(f"{point['most']:,}" for point in results["growth"])], here + there)


def rust_table(group, title):
    cells = [[row["name"], figure(row["best"]), figure(row["median"]), figure(row["best_ratio"]), figure(row["median_ratio"])]
             for row in group["rows"]]
    return markdown([title, "ns, best", "median", "x the first, best", "median"], cells)


def wrong_table(results):
    rows = [[row["name"], work["title"], share(row)]
            for work in results["works"] + results["growth"] for row in work["rows"] if not row["exact"]]
    return markdown(["peer", "work", "wrong rows"], rows)


def machine():
    cpu = Path("/proc/cpuinfo").read_text()

    def of(name):
        return re.search(rf"^{name}\s*: (.*)$", cpu, re.M)[1]

    caches = {}
    for index in sorted(Path("/sys/devices/system/cpu/cpu0/cache").glob("index*")):
        level, kind, size = ((index / name).read_text().strip() for name in ("level", "type", "size"))
        caches[f"L{level}{'' if kind == 'Unified' else kind[0].lower()}"] = size
    wanted = (Path(__file__).parent / "requirements.txt").read_text().split()
    names = [line.split("==")[0] for line in wanted]
    return {
        "cpu": f"{of('model name')}, family {of('cpu family')} model {of('model')}", "cores": os.cpu_count(), "caches": caches,
        "system": platform.platform(terse=True), "python": platform.python_version(),
        "rustc": subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.strip(),
        "packages": {name: importlib.metadata.version(name) for name in names}}


def machine_text(results):
    machine, calendar = results["machine"], results["calendar"]
    caches = ", ".join(f"{name} {size}" for name, size in machine["caches"].items())
    packages = ", ".join(f"{name} {version}" for name, version in machine["packages"].items())
    return (f"- {machine['cpu']}; {machine['cores']} virtual cores, one used; {caches}; {machine['system']}\n"
            f"- {machine['rustc']}; CPython {machine['python']}; {packages}\n"
            f"- {results['rows']:,} dates of 2017-2027; the peers know 2015-2028: {calendar['holidays']} holidays on week days, "
            f"{calendar['worked_saturdays']} worked Saturdays, {calendar['good']:,} working days\n"
            f"- {results['passes']} passes of {results['rounds']} rounds")


def write(results, root):
    rust = {group["name"]: group for group in results["rust"]}
    parts = {
        "machine": machine_text(results),
        "goals": markdown(["against", "work", "best", "median", "goal", ""], map(goal_cells, results["goals"])),
        "works": "\n\n".join(map(work_table, results["works"])),
        "wrong": wrong_table(results),
        "growth": growth_table(results),
        "rust": "\n\n".join(rust_table(rust[name], title) for name, title in (
            ("add", "Rust: add"), ("count", "Rust: count"), ("is worked", "Rust: is it worked"), ("batch", "Rust: a batch"),
            ("build", "Rust: building 2015-2100"))),
        "layers": rust_table(rust["layers"], "Rust: one call"),
    }
    path = root / "PERFORMANCE.md"
    document = path.read_text(encoding="utf-8")
    for name, content in parts.items():
        begin, end = f"<!-- {name}: written by benches/peers/run.py -->", f"<!-- end of {name} -->"
        if begin not in document or end not in document:
            raise SystemExit(f"{path} lacks {begin} or {end}")
        before, rest = document.split(begin)
        document = before + begin + "\n" + content + "\n" + end + rest.split(end)[1]
    path.write_text(document, encoding="utf-8")
    (root / "docs" / "performance-growth.svg").write_text(picture.growth(results), encoding="utf-8")
