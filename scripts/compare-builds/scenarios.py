"""The cases, rows and years of scenario files as command lines, with a log of each where it has one."""

import json
import tomllib
from datetime import date

DAYS = {"dialogue-day": None, "opened": None, "closed": None, "reception-day": "reception-held"}
SUBJECT = ("territory", "level", "head")


def runs(tree, folder):
    """(name, command, arguments) of everything in the scenario files of `tree`, which `folder` has a copy of."""
    files = [*sorted((tree / "tests/rules").rglob("*.test.toml")), *sorted((tree / "examples").rglob("*.test.toml"))]
    for path in files:
        yield from File(tree, folder, path).runs()


def plain(value):
    """What TOML reads, as JSON has it."""
    return json.loads(json.dumps(value, default=date.isoformat))


def option(name, values):
    return [part for value in values for part in (name, value)]


class File:
    def __init__(self, tree, folder, path):
        self.folder, self.at = folder, path.relative_to(tree)
        self.said = plain(tomllib.loads(path.read_text()))
        self.sets = self.said["rulesets"]
        self.builtin = [tomllib.loads(p.read_text()) for p in sorted((tree / "src/ruleset/builtin").glob("*.toml"))]
        self.own = {name: tomllib.loads((path.parent / name).read_text()) for name in self.sets if self.is_file(name)}
        calendar = self.said.get("calendar", {})
        self.calendar = option("--decree", (str(self.at.parent / name) for name in calendar.get("decrees", [])))
        self.known_on = calendar.get("known_on")
        self.logs = 0

    @staticmethod
    def is_file(name):
        return name.endswith((".toml", ".json"))

    def runs(self):
        for kind, of in (("case", self.case), ("table", self.table), ("year", self.year)):
            for table in self.said.get(kind, []):
                name = f"{self.at} {table['name']}".replace("|", "/").replace("\t", " ")
                for more, command, arguments in of(table):
                    yield f"{name} {more}".strip(), command, [*arguments, *self.calendar]

    # What a run is judged by.

    def id(self, name):
        return self.own[name]["id"] if name in self.own else name.split("@")[0]

    def under(self, names, table):
        ids = [self.id(name) for name in names]
        chosen = {**self.said.get("choose", {}), **table.get("choose", {})}
        arguments = option("--ruleset", (name for name in names if name not in self.own))
        arguments += option("--ruleset-file", (str(self.at.parent / name) for name in self.sets if name in self.own and name in names))
        return arguments + option("--choose", (f"{duty}={one}" for duty, one in chosen.items() if duty.split("/")[0] in ids))

    def sets_of_a_run(self):
        """Each set alone, and all of them beside one another."""
        alone = [[name] for name in self.sets]
        return alone if len(alone) == 1 else [*alone, self.sets]

    def view(self, as_of, known_on):
        known_on = known_on or self.known_on
        return (["--as-of", as_of] if as_of else []) + (["--known-on", known_on] if known_on else [])

    # A case: what happened, as seen on each day that is asked about.

    def log(self, first, entries):
        self.logs += 1
        path = f"logs/{self.at.name.removesuffix('.test.toml')}-{self.logs:03}.jsonl"
        (self.folder / path).write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in [first, *entries]))
        return path

    @staticmethod
    def taken(table):
        return [entry for entry in table.get("log", []) if "refused" not in entry]

    @staticmethod
    def views(expects):
        seen = {(expect.get("as_of"), expect.get("known_on")): None for expect in expects}
        seen |= {(day, expect.get("known_on")): None for expect in expects for day in expect.get("seen", {})}
        return list(seen) or [(None, None)]

    def case(self, table):
        subject = table.get("subject")
        if table.get("activity", "dialogue") == "dialogue":
            first = {"dialogue": "scenario", "appointed": table["appointed"], "on": table["appointed"], **(subject or {})}
            happened = ["--log", self.log(first, self.taken(table))]
        else:
            happened = ["--on", table["appointed"], *self.events(self.taken(table))]
        if subject:
            whose = [part for key in SUBJECT for part in (f"--{key}", subject[key])]
            judged = [("", whose + self.under(list(self.own), table))]
        else:
            judged = [(f"[{', '.join(names)}]", self.under(names, table)) for names in self.sets_of_a_run()]
        for which, under in judged:
            for view in self.views(table.get("expect", [])):
                told = " ".join(day for day in view if day)
                yield f"{which} {told}".strip(), "timeline", [*happened, *under, *self.view(*view)]

    @staticmethod
    def events(entries):
        told = {}
        for entry in entries:
            detail = entry.get("until") or entry.get("class") or entry.get("channel")
            key = (entry["event"], entry.get("channel"), entry.get("until"))
            told.setdefault(key, f"{entry['event']}={entry['on']}" + (f":{detail}" if detail else ""))
        return option("--event", told.values())

    # A table: what one duty is counted from, on the day of each row.

    def duty(self, written):
        """The duty in each of the file's rule sets and their versions."""
        ids = [self.id(name) for name in self.sets]
        wanted, _, duty = written.rpartition("/")
        sets = [*self.own.values(), *(one for one in self.builtin if one["id"] in ids)]
        for one in sets:
            for obligation in one.get("obligation", []):
                if obligation["id"] == duty and wanted in ("", one["id"]):
                    yield one["id"], obligation

    def table(self, table):
        of = list(self.duty(table["duty"]))
        names = [name for name in self.sets if self.id(name) in {one for one, _ in of}]
        dues = [obligation["due"] for _, obligation in of if isinstance(obligation.get("due"), dict)]
        anchors = [due.get("after", due.get("before")) for due in dues]
        anchor = table.get("from") or next(one for one in anchors if isinstance(one, str))
        met = next((obligation["met_by"] for _, obligation in of if isinstance(obligation.get("met_by"), dict)), {})
        done_by = [event for value in met.values() for event in ([value] if isinstance(value, str) else value)]
        under = self.under(names, table)
        count = 0
        for row in table["rows"]:
            row = row if isinstance(row, dict) else {"on": row[0]}
            day, count = row["on"], count + 1
            event = DAYS.get(anchor, anchor)
            happened = ([{"event": event, "on": day}] if event else []) + table.get("log", [])
            of_row = ["--on", day, *under]
            told = f"{count} {day}"
            yield told, "timeline", [*of_row, *self.events(happened), *self.view(None, None)]
            for seen in row.get("seen", {}):
                yield f"{told} seen {seen}", "timeline", [*of_row, *self.events(happened), *self.view(seen, None)]
            for done in row.get("done", {}):
                entries = happened + [{"event": one, "on": done} for one in done_by]
                yield f"{told} done {done}", "timeline", [*of_row, *self.events(entries), *self.view(None, None)]

    # A year: the log of an office, and the dialogues it held.

    def year(self, table):
        whose = table["office"]
        logs = [self.log({"office": "scenario", **whose}, self.taken(table))]
        for number, held in enumerate(table.get("held", []), 1):
            first = {"dialogue": f"held-{number}", "appointed": held["on"], "on": held["on"], **whose}
            first |= {"kind": held["kind"]} if "kind" in held else {}
            logs.append(self.log(first, [{"event": event, "on": held["on"]} for event in ("opened", "closed")]))
        files = option("--ruleset-file", (str(self.at.parent / name) for name in self.own))
        for as_of, known_on in self.views(table.get("expect", [])):
            told = " ".join(day for day in (as_of, known_on) if day)
            yield told, "audit", [*logs, "--year", str(table["year"]), *files, *self.view(as_of, known_on)]
