"""Tries mistakes that cargo-mutants draws up, in a copy of the package; see run.sh.

cargo-mutants itself builds and runs every test for each mistake: minutes. Here all that can stand behind a switch (switched.py) stand in
one build, the tests come in stages, and each mistake is done with at the first test that fails.
"""

import collections
import datetime
import hashlib
import json
import pathlib
import re
import subprocess
import sys

from package import STAGES, Copy

WHOLE = ["calendar", "time_limit"]
DRAWN = ["ruleset", "timeline", "dialogue", "audit"]
DRAW, DRAW_IN_CI, SEED = 320, 20, "15"


class Mutant:
    def __init__(self, row, root, seen):
        self.row, self.file = row, row["file"]
        name = re.sub(r":\d+:\d+:", ":", row["name"], count=1)
        # The same mistake may be possible at several places of a function.
        seen[name] += 1
        self.key = name if seen[name] == 1 else f"{name} [{seen[name]}]"
        self.module = re.match(r"src/(\w+)", self.file)[1]
        span = row["span"]
        self.start, self.end = [(span[end]["line"], span[end]["column"]) for end in ("start", "end")]
        lines = (root / self.file).read_text().splitlines()
        if row["function"]:
            span = row["function"]["span"]
            lines = lines[span["start"]["line"] - 1:span["end"]["line"]]
        self.of = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]
        self.drawn_at = hashlib.sha256(f"{SEED} {self.key}".encode()).hexdigest()

    def changed(self, text):
        """The file with the mistake in it."""
        lines = text.split("\n")
        (first, begin), (last, end) = self.start, self.end
        before = lines[:first - 1] + [lines[first - 1][:begin - 1]]
        after = [lines[last - 1][end - 1:]] + lines[last:]
        return "\n".join(before) + self.row["replacement"] + "\n".join(after)


def mutants(root):
    globs = [word for module in WHOLE + DRAWN for word in ("-f", f"src/{module}.rs", "-f", f"src/{module}/**")]
    listed = subprocess.run(["cargo", "mutants", "--list", "--json", *globs], cwd=root, check=True, capture_output=True, text=True)
    seen = collections.Counter()
    return [Mutant(row, root, seen) for row in json.loads(listed.stdout)]


def drawn(of, number):
    """Drawn by seed and name: what else is in the code has no influence on the draw."""
    return sorted(of, key=lambda mutant: mutant.drawn_at)[:number]


class Tried:
    """tried.tsv: mistake, its function's hash, outcome, what noticed it."""

    def __init__(self, path):
        self.path, self.rows = path, {}
        if path.exists():
            for line in path.read_text().splitlines():
                key, of, outcome, by = line.split("\t")
                self.rows[key] = (of, outcome, by)

    def of(self, mutant):
        of, outcome, _ = self.rows.get(mutant.key, (None, None, None))
        return outcome if of == mutant.of else None

    def add(self, mutant, outcome, by=""):
        print(f"{datetime.datetime.now():%H:%M:%S} {outcome}{by and f' by {by}'}: {mutant.key}", flush=True)
        self.rows[mutant.key] = (mutant.of, outcome, by)
        with self.path.open("a") as file:
            file.write("\t".join([mutant.key, mutant.of, outcome, by]) + "\n")

    def written(self):
        self.path.write_text("".join("\t".join([key, *row]) + "\n" for key, row in sorted(self.rows.items())))


def report(root, chosen, tried, excused):
    """result.md; whether nothing survived."""
    commit = subprocess.run(["git", "log", "-1", "--format=%h of %cs"], cwd=root, capture_output=True, text=True).stdout.strip()
    rows, survivors = collections.defaultdict(collections.Counter), []
    for mutant in chosen:
        outcome = "equivalent" if mutant.key in excused else tried.of(mutant) or "not tried"
        rows[mutant.module].update(["all", outcome])
        if outcome == "survived":
            survivors.append(mutant)
    columns = ["all", "noticed", "does not compile", "equivalent", "survived", "not tried"]
    lines = ["# The last run of scripts/mutants", "", f"On {commit}, run on {datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d}: "
             "scripts/mutants/run.sh", "", "All of calendar and time_limit; of the others those that were drawn. `equivalent.tsv` has the reasons,",
             "`tried.tsv` each mistake with the test that noticed it.", "",
             "| module | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    lines += [f"| {module} | " + " | ".join(str(rows[module][column]) for column in columns) + " |" for module in WHOLE + DRAWN if module in rows]
    if survivors:
        lines += ["", "Survived:", ""] + [f"- `{mutant.key}`" for mutant in survivors]
    (root / "scripts/mutants/result.md").write_text("\n".join(lines) + "\n")
    return not survivors


def together(copy, todo, tried, packages):
    """Those behind switches, in one build; gives back those that need a build of their own."""
    switched, broken, alone = copy.switched(todo, packages)
    for mutant in broken:
        tried.add(mutant, "does not compile")
    for number, mutant in switched.items():
        what = copy.noticed(number)
        tried.add(mutant, "noticed" if what else "survived", what or "")
    return alone


def one_by_one(root, copy, todo, tried):
    copy.fresh(root)
    for error in copy.build("dev"):
        sys.exit(error["rendered"])
    # Seconds of the processor; what goes on longer does not end by itself.
    copy.limits = {(name, None): 60 if name == "rules" else 1200 for _, name in copy.built}
    for mutant in todo:
        path = copy.path / mutant.file
        original = path.read_text()
        path.write_text(mutant.changed(original))
        outcome, what = "does not compile", ""
        # The scenarios of the rule sets alone are built in a third of the time, and notice most. How long each test takes is not asked:
        # without optimization that takes longer than to run them all.
        if not copy.build("dev", packages=["rules"]):
            what = copy.noticed(stages=[("doithoai", ["rules"], None)])
            if not what and not copy.build("dev", packages=["doithoai"]):
                what = copy.noticed(stages=[("doithoai", None, None)])
            if not what and not copy.build("dev", packages=["doithoai", "doithoai-cli"]):
                what = copy.noticed(stages=STAGES[-1:])
            outcome = "noticed" if what else "survived"
        path.write_text(original)
        tried.add(mutant, outcome, what or "")


def main(root, folder, *arguments):
    own = root / "scripts/mutants"
    excused = dict(line.split("\t") for line in (own / "equivalent.tsv").read_text().splitlines() if line and not line.startswith("#"))
    in_ci = arguments == ("--ci",)
    tried = Tried(folder / "ci.tsv" if in_ci else own / "tried.tsv")
    everything = mutants(root)
    part = lambda names: [mutant for mutant in everything if mutant.module in names]
    chosen = drawn(everything, DRAW_IN_CI) if in_ci else part(WHOLE) + drawn(part(DRAWN), DRAW)
    for unknown in sorted(excused.keys() - {mutant.key for mutant in everything}):
        print(f"equivalent.tsv names what there is no more: {unknown}")
    if arguments and arguments[0].startswith("--"):
        todo = chosen if in_ci else []
    elif arguments:
        todo = [mutant for mutant in everything if arguments[0] in mutant.key]
    else:
        todo = [mutant for mutant in chosen if not tried.of(mutant)]
    todo = [mutant for mutant in todo if mutant.key not in excused]
    if todo:
        folder.mkdir(parents=True, exist_ok=True)
        copy = Copy(root, folder)
        # The tests of the command take a minute more to build.
        alone = together(copy, todo, tried, ["doithoai"] if in_ci else ["doithoai", "doithoai-cli"])
        if in_ci:
            print(f"{len(alone)} need a build of their own and are left to run.sh")
        elif alone:
            one_by_one(root, copy, alone, tried)
    if in_ci:
        survived = [mutant for mutant in todo if tried.of(mutant) == "survived"]
        print(f"{len(todo)} mistakes, {len(survived)} noticed by no test")
        return len(survived) > 0
    tried.written()
    return not report(root, chosen, tried, excused)


sys.exit(main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), *sys.argv[3:]))
