"""Changes cells of the tables of events, words and scenario keys, and tells what of `cargo test` notices each.

cells.py COPY RESULT COMMIT SAMPLE: COPY is a copy of the package, which is changed; RESULT is written unless SAMPLE is
not 0, in which case so many cells are tried one by one.

A change costs a build, and there are more than a thousand cells, so those that cannot hide each other are changed at once:

- Where the listing of `tests/integration/cells.rs` is to show a cell, its new content has a mark of its own, or stands in a
  column of its own. The cell is noticed if its mark stands in the listing that this build writes, or its column differs:
  the listing of the change alone would then differ from `tests/data`, too, which is what fails.
- Where the compiler is to notice it, `cargo check` says where: a message names the mark, or the name that is gone. What is
  not named is tried again without what is, until nothing is left or it compiles; then it must be in the listing.
- What a scenario key is compared with is a mark that the failed expectation prints as what was found.

For the listings the tests are built with `support`, `cells` and `scenarios` only, since others would not compile under all changes at
once; they are the same files.
"""

import json
import os
import pathlib
import random
import re
import subprocess
import sys
from dataclasses import dataclass, field

COPY = pathlib.Path(sys.argv[1])
CARGO = os.environ.get("CARGO", "cargo")
EVENTS, KEYS = "src/ruleset/vocabulary/events.rs", "src/scenario/keys.rs"
NAMED = "src/ruleset/vocabulary/named.rs"
LISTINGS = [f"tests/data/{name}.txt" for name in ("events", "words", "keys")]
LISTED = "cells::every_cell_of_the_events_is_listed", "cells::every_cell_of_the_words_is_listed"
LISTED_KEYS = "cells::every_key_of_a_scenario_is_listed"
NAMES = "cells::the_three_names_of_an_event_are_one"
MODULES = ["support", "cells", "scenarios"]
TEXT = r'"((?:[^"\\]|\\.)*)"'


@dataclass
class Cell:
    """A place in a file, and what is written there instead."""

    table: str
    row: str
    column: str
    file: str
    start: int
    end: int
    new: str = ""
    mark: str = ""
    gone: tuple = ()  # words of a compiler's message, where the old name is missed
    noticed: list = field(default_factory=list)


CELLS = []


def cell(table, row, column, file, span, new=None, after="", **more):
    """One more cell; `new` has `{old}` and `{mark}`, and a mark is put at the end of a text otherwise."""
    old = TEXTS[file][span[0] : span[1]]
    mark = f"zq{len(CELLS):04}"
    if new is None:
        new = old[: len(old) - len(after)] + " " + mark + after
    CELLS.append(Cell(table, row, column, file, *span, new.format(old=old, mark=mark) if "{" in new else new, mark, **more))


# ---- Where the cells are


def vocabularies(file, text):
    heads = list(re.finditer(rf"\benum (\w+) \({TEXT}, {TEXT}\)", text))
    for head in heads:
        name = head[1]
        cell(name, "-", "what, vi", file, head.span(2))
        cell(name, "-", "what, en", file, head.span(3))
    for row in re.finditer(rf"^ +(\w+) = {TEXT}, {TEXT}, {TEXT};$", text, re.M):
        of = [head[1] for head in heads if head.start() < row.start()][-1]
        cell(of, row[1], "variant", file, row.span(1), "{old}{mark}".replace("{mark}", f"Zq{len(CELLS):04}"), gone=(row[1], of))
        CELLS[-1].mark = f"Zq{len(CELLS) - 1:04}"
        word = "{old}-{mark}"
        cell(of, row[1], "word", file, row.span(2), word)
        cell(of, row[1], "vi", file, row.span(3))
        cell(of, row[1], "en", file, row.span(4))


def patterns(file, text):
    for block in re.finditer(r"^words! \{.*?^\}", text, re.M | re.S):
        of = re.search(r"^    (\w+) \{$", block[0], re.M)[1]
        for row in re.finditer(r"^        Self::(\w+)(.*?) => (.*);$", block[0], re.M):
            at = lambda group: [block.start() + place for place in row.span(group)]
            name = row[1] + row[2].replace(" { .. }", "")
            cell(of, name, "pattern", file, at(1), "{old}{mark}")
            cell(of, name, "word", file, at(3), '"{mark}"')


def named(file, text):
    for row in re.finditer(rf"^ +(actor|field)\(\s*(?:{TEXT}|(\w+)),\s*{TEXT},\s*{TEXT},?\s*\),", text, re.M):
        of = row[1].upper() + "S"
        if row[3]:
            cell(of, row[3], "id", file, row.span(3), '"{mark}"')
        else:
            cell(of, row[2], "id", file, row.span(2), "{old}-{mark}")
        cell(of, row[2] or row[3], "vi", file, row.span(4))
        cell(of, row[2] or row[3], "en", file, row.span(5))


def events(file, text):
    start, end = text.index("$make! {\n"), text.index("\n    } };")
    row_of = re.compile(
        rf"        /// (.*?)\n +(\w+) {TEXT} \({TEXT}, {TEXT}\)\n +(\w+|-) (\w+) \{{(.*?)\}} (\w+|-);", re.S
    )
    other = {"Before": "During", "During": "After", "After": "Before", "-": "Before"}
    kept = {"Dialogue": "Either", "Either": "Office", "Office": "Dialogue"}
    for row in row_of.finditer(text, start, end):
        id, of = row[3], "events"
        cell(of, id, "doc", file, row.span(1), after=".")
        cell(of, id, "constant", file, row.span(2), "{old}_{mark}".replace("{mark}", f"ZQ{len(CELLS):04}"), gone=(row[2],))
        CELLS[-1].mark = f"ZQ{len(CELLS) - 1:04}"
        cell(of, id, "id", file, row.span(3), "{old}-{mark}")
        cell(of, id, "vi", file, row.span(4))
        cell(of, id, "en", file, row.span(5))
        cell(of, id, "phase", file, row.span(6), other[row[6]])
        cell(of, id, "kept in", file, row.span(7), kept[row[7]])
        cell(of, id, "effect", file, row.span(9), "Cancel" if row[9] == "-" else "-")
        at = lambda found, group: [row.start(8) + place for place in found.span(group)]
        typed = row[8]
        if made := re.match(r" (\w+)(?:::(\w+)\((.*?)\))?", typed):
            cell(of, id, "type", file, at(made, 1), "{old}{mark}".replace("{mark}", f"Zq{len(CELLS):04}"))
            CELLS[-1].mark = f"Zq{len(CELLS) - 1:04}"
            if made[2]:
                cell(of, id, "made by", file, at(made, 2), "{old}_{mark}")
                for need in re.finditer(r"\w+", made[3]):
                    place = [row.start(8) + made.start(3) + position for position in need.span()]
                    cell(of, id, f"needs {need[0]}", file, place, "Agency" if need[0] != "Agency" else "Step")
        for take in re.finditer(r"\.(\w+)\((\w+)\)", typed):
            cell(of, id, f"set by {take[1]}", file, at(take, 1), "{old}_{mark}")
            cell(of, id, f"takes {take[2]}", file, at(take, 2), "Step" if take[2] != "Step" else "Agency")
        end_of = len(typed.rstrip(" "))
        cell(of, id, "takes one more", file, [row.start(8) + end_of] * 2, ".one_more(Exclusion)")


def keys(file, text):
    forms = {"One": "List", "List": "Each", "Each": "One"}
    for block in re.finditer(r"^keys! \{.*?^\}", text, re.M | re.S):
        of = re.search(r"^    (\w+): \w+;$", block[0], re.M)[1]
        row_of = re.compile(rf"^    (One|List|Each) {TEXT}(?: = {TEXT} / {TEXT})?,\s+([\w:<>]+), (.*?);$", re.M | re.S)
        for row in row_of.finditer(text, block.start(), block.end()):
            cell(f"keys {of}", row[2], "written", file, row.span(1), forms[row[1]])
            cell(f"keys {of}", row[2], "name", file, row.span(2), "{old}_{mark}")
            if row[3]:
                cell(f"keys {of}", row[2], "vi", file, row.span(3))
                cell(f"keys {of}", row[2], "en", file, row.span(4))
            cell(f"keys {of}", row[2], "read by", file, row.span(5), "yes_or_no" if row[5] != "yes_or_no" else "text")
            arguments = "|_, _|" if of == "RULE_SET" else "|_|"
            cell(f"keys {of}", row[2], "compared with", file, row.span(6), arguments + ' "{mark}".to_owned()')


# ---- Changing them


def changed(cells):
    """The copy with these cells changed, and nothing else."""
    by_file = {}
    for one in cells:
        by_file.setdefault(one.file, []).append(one)
    for file, text in TEXTS.items():
        for one in sorted(by_file.get(file, []), key=lambda one: (one.start, one.end), reverse=True):
            text = text[: one.start] + one.new + text[one.end :]
        (COPY / file).write_text(text)


def cargo(*arguments, **environment):
    done = subprocess.run([CARGO, *arguments], cwd=COPY, env={**os.environ, **environment}, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def only(modules):
    """Integration tests of these modules."""
    head = WHOLE.split("#[path")[0]
    mods = "".join(f'#[path = "integration/{name}.rs"]\nmod {name};\n' for name in modules)
    (COPY / "tests/integration.rs").write_text(head + mods)


def listings():
    return {file: (COPY / file).read_text() for file in LISTINGS}


def written(cells):
    """The listings of a copy with these changes."""
    changed(cells)
    for file, text in LISTING.items():
        (COPY / file).write_text(text)
    code, out, err = cargo("test", "--locked", "--test", "integration", "--", "cells::every", UPDATE="1")
    if "test result" not in out:
        sys.exit(f"the copy does not compile:\n{err[-6000:]}")
    return listings()


def test_of(one):
    return LISTED_KEYS if one.table.startswith("keys") else LISTED[one.table != "events"]


def marked(cells):
    """Notes whose marks are listed."""
    text = "".join(written(cells).values())
    for one in cells:
        if one.mark in text:
            one.noticed.append(test_of(one))


def columns(listing):
    """The columns of the events and keys by row."""
    all = {}
    for block in listing[LISTINGS[0]].split("\n\n")[1:]:
        lines = block.strip().splitlines()
        phase, _, kept, effect = lines[3].split("; ")
        needs, takes, _ = lines[4].split("; ")
        all[lines[0]] = {"phase": phase, "kept in": kept, "effect": effect, "needs": needs.split(": ")[1].split(), "takes": takes.split(": ")[1].split()}
    for block in listing[LISTINGS[2]].split("\n\n")[1:]:
        table, *rows = block.strip().splitlines()
        for row in rows:
            written_as, name, _, _, read_by = re.fullmatch(rf"  (\w+) {TEXT}(?: = {TEXT} / {TEXT})?, (.*)", row).groups()
            all[table.split(":")[0], name] = {"written": written_as, "read by": read_by}
    return all


def kebab(name):
    return re.sub(r"(?<!^)([A-Z])", r"-\1", name).lower()


def differs(one, before, after):
    row = one.row if one.table == "events" else (one.table.removeprefix("keys "), one.row)
    kind, _, detail = one.column.partition(" ")
    if kind in ("needs", "takes"):
        detail, old, new = kebab(detail), before[row][kind], after[row][kind]
        return "exclusion" in new and "exclusion" not in old if detail == "one more" else detail in old and detail not in new
    return before[row][one.column] != after[row][one.column]


def in_columns(cells):
    """Notes whose columns differ."""
    before, after = columns(LISTING), columns(written(cells))
    for one in cells:
        if differs(one, before, after):
            one.noticed.append(test_of(one))


def errors(arguments):
    """Code and message of each error of the compiler, without warnings."""
    code, out, err = cargo("check", "--locked", "--message-format=json", *arguments)
    found = []
    for line in out.splitlines():
        message = json.loads(line).get("message") or {}
        if message.get("level") == "error":
            found.append(((message.get("code") or {}).get("code") or "error", message["rendered"]))
    if code and not found:
        sys.exit(err[-6000:])
    return found


def is_named(one, message):
    first = message.splitlines()[0]
    return one.mark in message or (one.gone and all(re.search(rf"\b{word}\b", first) for word in one.gone))


def by_the_compiler(cells):
    """Notes what the library does not compile with; gives back the rest, which compiles."""
    left = cells
    while left:
        changed(left)
        found = errors(["--lib", "--all-features"])
        if not found:
            return left
        named = []
        for one in left:
            codes = sorted({code for code, message in found if is_named(one, message)})
            if codes:
                one.noticed.append(f"the compiler ({', '.join(codes)})")
                named.append(one)
        if not named:
            sys.exit("errors that name no cell:\n" + "\n".join(message for _, message in found[:5]))
        left = [one for one in left if one not in named]
    return left


def the_three_names(cells):
    changed(cells)
    _, out, err = cargo("test", "--locked", "--test", "integration", "--", "cells::the_three")
    if cells and "test result" not in out:
        sys.exit(f"the copy does not compile:\n{err[-6000:]}")
    for one in cells:
        if one.mark in out:
            one.noticed.append(NAMES)


def compared(cells):
    """Notes whose marks are found where a scenario expects something else."""
    changed(cells)
    _, out, _ = cargo("test", "--locked", "--no-fail-fast", "--test", "integration", "--", "scenarios::")
    parts = re.split(r"^---- (\S+) stdout ----$", out, flags=re.M)
    for test, said in zip(parts[1::2], parts[2::2]):
        for one in cells:
            if re.search(rf"found {one.mark}\b", said):
                one.noticed.append(test)


# ---- All, and one by one


def all_at_once():
    pick = lambda of: [one for one in CELLS if of(one)]
    is_code_word = lambda one: one.table == "Code" and one.column == "word"
    names = lambda one: one.table == "events" and (one.column in ("type", "made by") or one.column.startswith("set by"))
    texts = ("doc", "id", "vi", "en", "what, vi", "what, en", "word", "name")
    say("texts"), marked(pick(lambda one: one.column in texts and not is_code_word(one)))
    say("codes"), marked(by_the_compiler(pick(is_code_word)))
    say("variants"), marked(by_the_compiler(pick(lambda one: one.column in ("variant", "pattern"))))
    say("names of types and methods"), marked(by_the_compiler(pick(names)))
    say("constants"), the_three_names(by_the_compiler(pick(lambda one: one.column == "constant")))
    values = ("phase", "kept in", "effect", "written", "read by")
    say("values"), in_columns(pick(lambda one: one.column in values or one.column.startswith(("needs", "takes"))))
    say("what keys are compared with"), compared(pick(lambda one: one.column == "compared with"))


def say(words):
    print(words, file=sys.stderr, flush=True)


def report(commit):
    missed = [one for one in CELLS if not one.noticed]
    date = subprocess.run(["date", "+%Y-%m-%d"], capture_output=True, text=True).stdout.strip()
    lines = [
        "# Cells of the tables, each changed, and what noticed it",
        "",
        f"Of {commit}, {date}: {len(CELLS)} cells, **{len(missed)} not noticed**. Made by `scripts/cells/run.sh`.",
        "",
        *__doc__.split("\n\n", 2)[2].strip().splitlines(),
        "",
        "| table | row | cells | noticed by |",
        "|---|---|---|---|",
    ]
    rows = {}
    for one in CELLS:
        by = ", ".join(dict.fromkeys(one.noticed)) or "**nothing**"
        rows.setdefault((one.table, one.row), {}).setdefault(by, []).append(one.column)
    for (table, row), all in rows.items():
        for by, names in all.items():
            lines.append(f"| {table} | {row} | {'; '.join(names)} | {by} |")
    pathlib.Path(sys.argv[2]).write_text("\n".join(lines) + "\n")
    print(f"{len(CELLS)} cells, {len(missed)} not noticed: {sys.argv[2]}")
    return missed


def one_by_one(sample):
    """All tests of the package but the two that compile whole programs."""
    (COPY / "tests/integration.rs").write_text(WHOLE)
    missed = []
    for one in random.Random(os.environ.get("SEED", "cells")).sample(CELLS, sample):
        changed([one])
        skipped = ["--skip", "a_new_event_is_one_row", "--skip", "does_not_compile"]
        code, out, err = cargo("test", "--locked", "-p", "doithoai", "--no-fail-fast", "--tests", "--", *skipped)
        failed = re.findall(r"^test (.*?) +\.\.\. FAILED", out, re.M) or sorted(set(re.findall(r"^error(?:\[\w+\])?: .*", err, re.M)))
        if code == 0:
            missed.append(one)
        say_of = f"{len(failed)}: {', '.join(failed)}" if code else "**nothing**"
        print(f"| {one.table} | {one.row} | {one.column} | {say_of} |", flush=True)
    return missed


WHOLE = (COPY / "tests/integration.rs").read_text()
FILES = sorted(str(path.relative_to(COPY)) for path in (COPY / "src").rglob("*.rs"))
TEXTS = {file: (COPY / file).read_text() for file in FILES}
for path, content in TEXTS.items():
    vocabularies(path, content)
    patterns(path, content)
named(NAMED, TEXTS[NAMED])
events(EVENTS, TEXTS[EVENTS])
keys(KEYS, TEXTS[KEYS])
TEXTS = {file: text for file, text in TEXTS.items() if file in {one.file for one in CELLS}}
LISTING = listings()


def check_all_are_found():
    """As many rows as the listings have."""
    listed = sum(line.startswith("  ") for line in (LISTING[LISTINGS[1]] + LISTING[LISTINGS[2]]).splitlines())
    listed += len(LISTING[LISTINGS[0]].split("\n\n")) - 1
    found = len({(one.table, one.row) for one in CELLS if one.row != "-"})
    if listed != found:
        sys.exit(f"{found} rows are found in src, {listed} are listed: teach this script the new form")


check_all_are_found()
if int(sys.argv[4]):
    sys.exit(1 if one_by_one(int(sys.argv[4])) else 0)
only(MODULES)
if written([]) != LISTING:
    sys.exit("tests/data is not current: run `UPDATE=1 cargo test --test integration` first")
all_at_once()
sys.exit(1 if report(sys.argv[3]) else 0)
