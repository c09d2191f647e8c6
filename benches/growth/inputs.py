#!/usr/bin/env python3
"""Inputs that grow, made up: `inputs.py` prints the pieces, `inputs.py PIECE SIZE FOLDER` writes one and prints what the command is called
with, an argument a line."""
import sys
from datetime import date, timedelta
from pathlib import Path

HEAD = """format = 1
id = "grow"
version = "2026"
title = { vi = "VÍ DỤ", en = "EXAMPLE" }
source.vd = { kind = "inferred", confidence = "D", ref = "Ví dụ" }
instrument.main = { kind = "quy-che", number = "00-QC/VD", issuer = "unknown", issued = 2026-01-15, standing = "in-force" }
applies = { territory = { code = "48", as_of = 2026-01-15 }, heads = ["local-government"], levels = ["commune"] }
"""
OF_DIALOGUE = '"kind":"periodic","territory":"48","level":"commune","head":"local-government"'


def duty(number, due, more=""):
    return f"""[[obligation]]
id = "d{number}"
duty_kind = "other"
phase = "after"
bearer = "office"
text = {{ vi = "Việc {number}", en = "Duty {number}" }}
due = {due}
met_by = {{ all = ["conclusion-notified"] }}
cite = "main"
{more}"""


READING = """[[obligation.reading]]
id = "other"
due = { n = 2 }
because = { vi = "hai", en = "two" }
"""


def chain(size, readings=False, days=1):
    """Duties of which each is counted from the date of the one before."""
    first = '{ after = "closed", n = 1, unit = "day" }'
    due = lambda number: f'{{ after = {{ due_of = "d{number - 1}" }}, n = {days}, unit = "day" }}'
    more = READING if readings else ""
    return HEAD + "".join(duty(n, due(n) if n else first, more) for n in range(size))


def chain_of_conditions(size):
    """Duties of which each is owed once the one before is overdue."""
    due = lambda number: f'{{ after = "closed", n = {number + 1}, unit = "day" }}'
    more = lambda number: f'only_if = {{ overdue = "d{number - 1}" }}\n' if number else ""
    return HEAD + "".join(duty(n, due(n), more(n)) for n in range(size))


def many_ways(size):
    """Duties of which each is counted from the one before in three ways."""
    first = '{ after = "closed", n = 1, unit = "day" }'
    part = lambda number, days: f'{{ after = {{ due_of = "d{number - 1}" }}, n = {days}, unit = "day" }}'
    due = lambda number: f"{{ first_of = [{part(number, 1)}, {part(number, 2)}, {part(number, 3)}] }}"
    return HEAD + "".join(duty(n, due(n) if n else first, "") for n in range(size))


def own_events(size):
    """Duties of which each waits for an event of its own."""
    events = "".join(
        f'[[event]]\nid = "e{n}"\ntext = {{ vi = "Sự kiện {n}", en = "Event {n}" }}\nphase = "after"\n' for n in range(size)
    )
    return HEAD + events + "".join(duty(n, f'{{ after = "e{n}", n = 1, unit = "day" }}') for n in range(size))


def plan(name="DT-1"):
    return f'{{"dialogue":"{name}","appointed":"2026-08-20","on":"2026-07-20",{OF_DIALOGUE}}}\n'


def entry(event, on="2026-08-20", **more):
    said = "".join(f',"{key}":{value if isinstance(value, int) else chr(34) + value + chr(34)}' for key, value in more.items())
    return f'{{"event":"{event}","on":"{on}"{said}}}\n'


OPENED = entry("opened")
CORRECTED = {"recorded": "2026-08-21"}


def petitions(size):
    raised = "".join(entry("petition-raised", petition=f"K{n}") for n in range(size))
    return plan() + OPENED + raised + entry("closed") + "".join(
        entry("reply-sent", "2026-09-01", petition=f"K{n}") for n in range(size)
    )


def one_petition(size):
    return plan() + OPENED + "".join(entry("petition-raised", petition="K", reference=f"r{n}") for n in range(size))


def corrections(size):
    """A chain: each corrects the one before."""
    said = (entry("petition-raised", petition="K", corrects=n + 2, reference=f"r{n}", **CORRECTED) for n in range(size))
    return plan() + OPENED + entry("petition-raised", petition="K") + "".join(said)


def transitions(size):
    return plan() + OPENED + "".join(entry("opened", corrects=n + 1, reference=f"r{n}", **CORRECTED) for n in range(size))


def each_corrected(size):
    raised = "".join(entry("petition-raised", petition=f"K{n}") for n in range(size))
    said = (entry("petition-raised", petition=f"K{n}", corrects=n + 2, reference="r", **CORRECTED) for n in range(size))
    return plan() + OPENED + raised + "".join(said)


def openings(size):
    """The day of the opening is corrected again and again, with as many petitions."""
    raised = "".join(entry("petition-raised", petition=f"K{n}", on="2026-08-30") for n in range(size))
    day = lambda n: f"2026-08-{20 + n % 9}"
    said = (entry("opened", day(n), corrects=1 if n == 0 else size + n + 1, recorded="2026-09-30") for n in range(size))
    return plan() + OPENED + raised + "".join(said)


def cancellations(size):
    """The same of a cancellation, after as many invitations."""
    sent = "".join(entry("invitation-sent", "2026-08-01", reference=f"r{n}") for n in range(size))
    day = lambda n: f"2026-08-{10 + n % 9}"
    said = (entry("cancelled", day(n), corrects=size + n + 1, recorded="2026-09-30") for n in range(size))
    return plan() + sent + entry("cancelled", "2026-08-10") + "".join(said)


MOVED = '''[[obligation]]
id = "tell-of-each-move"
duty_kind = "announce"
phase = "before"
each = { event = "rescheduled" }
bearer = "office"
text = { vi = "Báo ngày mới", en = "Tell the new day" }
due = { after = "rescheduled", n = 2, unit = "working-day" }
met_by = { any = ["announced"] }
cite = "main"
[[obligation]]
id = "tell-the-day-given-up"
duty_kind = "notify-agencies"
phase = "before"
each = { event = "rescheduled" }
bearer = "office"
text = { vi = "Báo trước ngày cũ", en = "Tell before the day given up" }
due = { before = "former-day", n = 1, unit = "working-day", count = "event-excluded" }
met_by = { any = ["agencies-notified"] }
cite = "main"
'''


def occurrences(size, write):
    """One event that happened many times, each with duties of its own and acts that fulfil them."""
    on = lambda n: (date(2016, 1, 4) + timedelta(days=n)).isoformat()
    until = (date(2016, 1, 4) + timedelta(days=size + 30)).isoformat()
    said = (entry("rescheduled", on(n), until=until) + entry("announced", on(n)) for n in range(size))
    text = plan().replace("2026-07-20", "2016-01-04").replace("2026-08-20", "2016-01-20") + "".join(said)
    return ["timeline", "--ruleset-file", write("rules.toml", HEAD + MOVED), "--log", write("log.jsonl", text)]


def occurrences_of_a_day(size, write):
    """The same of one day: none says which of them an act is about."""
    said = entry("rescheduled", "2016-01-05", until="2016-06-01") + entry("announced", "2016-01-05") + entry("agencies-notified", "2016-01-05")
    text = plan().replace("2026-07-20", "2016-01-04").replace("2026-08-20", "2016-01-20") + said * size
    return ["timeline", "--ruleset-file", write("rules.toml", HEAD + MOVED), "--log", write("log.jsonl", text)]


def notices_of_a_day(size, write):
    """The same, where each notice lacks what it must state."""
    said = entry("rescheduled", "2016-01-05", until="2016-06-01") + entry("announced", "2016-01-05").replace("}", ',"states":["time"]}')
    text = plan().replace("2026-07-20", "2016-01-04").replace("2026-08-20", "2016-01-20") + said * size
    must = MOVED.replace('met_by = { any = ["announced"] }', 'met_by = { any = ["announced"] }\nmust_state = { fields = ["time", "venue"] }')
    return ["timeline", "--ruleset-file", write("rules.toml", HEAD + must), "--log", write("log.jsonl", text)]


def two_sets(size, write):
    """Petitions under two rule sets, side by side."""
    return ["timeline", "--ruleset", "hcmc-935", "--ruleset", "can-tho-10", "--log", write("log.jsonl", petitions(size)), "--format", "json"]


def unused(size):
    """What no rule asks about, beside what rules do."""
    return plan() + "".join(entry("survey-held", "2026-08-01") + entry("invitation-sent", "2026-08-01") for n in range(size))


def unknown_names(size):
    """Events that no rule set knows, each of another name."""
    return plan() + "".join(entry(f"own-name-{n}") for n in range(size))


def decree(size):
    days = [1, 2, 3, 6, 7, 8, 9, 10, 13, 14, 15, 16, 17, 20, 21, 22, 23, 24, 27, 28, 29, 30, 31]
    return "format = 1\n" + "".join(
        f"""[[document]]
id = "d{n}"
kind = "cong-van"
number = "unknown"
issuer = {{ vi = "x", en = "x" }}
issued = 2027-10-15
confidence = "D"
source = "a test"
day_off = [{{ on = 2028-03-{days[n % len(days)]:02d}, name = {{ vi = "n", en = "n" }} }}]
"""
        for n in range(size)
    )


def mistakes_on_a_line(size):
    """Swaps of one pair, written on one line: each but the first is told."""
    swaps = ", ".join(["{ off = 2028-05-05, worked = 2028-05-06 }"] * size)
    return decree(1).replace("day_off", f"swap = [{swaps}]\nday_off")


def unknown_petitions(size):
    """Replies to petitions that were never raised, beside as many that were."""
    raised = "".join(entry("petition-raised", petition=f"P-{n}") for n in range(size))
    replies = "".join(entry("reply-sent", "2026-09-01", petition=f"Q-{n}") for n in range(size))
    return plan() + OPENED + raised + entry("closed") + replies


def table(size):
    """Rows of one duty, which every mutant of it must meet."""
    rows = ", ".join(["[2026-08-20, 2026-09-07]"] * size)
    return f'format = 1\nrulesets = ["hcmc-935"]\n[[table]]\nname = "a"\nduty = "notify-conclusion"\nrows = [{rows}]\n'


OFFICE = '{"office":"UBND xã A","territory":"48","level":"commune","head":"local-government"}\n'


def office(size):
    return OFFICE + "".join(entry("petition-received", "2026-03-02", petition=f"K{n}") for n in range(size))


def receptions(size):
    """Receptions of one day, told apart by their ids, each with a posting and a petition."""
    return OFFICE + "".join(
        entry("reception-schedule-posted", "2026-03-02", reception=f"B{n}", about="2026")
        + entry("reception-held", "2026-03-09", reception=f"B{n}")
        + entry("petition-received", "2026-03-09", reception=f"B{n}", petition=f"K{n}")
        for n in range(size)
    )


def receptions_of_years(size):
    """A reception a day, of an office that goes on for years."""
    day = lambda n, before=0: str(date(2026, 12, 31) - timedelta(days=n + before))
    return OFFICE + "".join(
        entry("reception-schedule-posted", day(n, 7))
        + entry("reception-held", day(n))
        + entry("petition-received", day(n), petition=f"K{n}")
        for n in reversed(range(size))
    )


def corrections_of_an_office(size):
    raised = "".join(entry("petition-received", "2026-03-02", petition=f"K{n}") for n in range(size))
    said = (entry("petition-received", "2026-03-03", petition=f"K{n}", corrects=n + 1, recorded="2026-03-04") for n in range(size))
    return OFFICE + raised + "".join(said)


def unknown_entries(size):
    """What no rule set knows, of the office and of its petitions."""
    on = lambda n: str(date(2026, 1, 1) + timedelta(days=n % 360))
    return OFFICE + "".join(entry("hall-opened", on(n)) + entry("weighed", on(n), petition=f"K{n}") for n in range(size))


def unnamed_receptions(size):
    """Receptions of one day with ids, and as many acts that name none."""
    return OFFICE + "".join(
        entry("reception-held", "2026-03-09", reception=f"B{n}")
        + entry("step-done", "2026-03-09", about="draw-up-plan")
        + entry("reception-schedule-posted", "2026-03-02")
        for n in range(size)
    )


def of_rules(text):
    return lambda size, write: ["timeline", "--ruleset-file", write("rules.toml", text(size)), "--on", "2026-08-20"]


def of_log(text):
    return lambda size, write: ["timeline", "--log", write("log.jsonl", text(size))]


def of_office(text):
    return lambda size, write: ["audit", "--year", "2026", write("office.jsonl", text(size))]


def audits(size, write):
    text = lambda n: plan(f"DT-{n}") + OPENED + entry("closed")
    return ["audit", "--as-of", "2026-12-31"] + [write(f"{n}.jsonl", text(n)) for n in range(size)]


def other(text):
    """The same as a rule set of its own."""
    return text.replace('id = "grow"', 'id = "other"')


def comparison(size, write):
    return ["compare", write("a.toml", chain(size)), write("b.toml", other(chain(size, days=2)))]


def limits(size, more=0):
    """Duties of limits that differ, none of which hangs on another."""
    head = HEAD.replace('standing = "in-force"', 'standing = "in-force", in_force = { from = 2026-01-15 }')
    return head + "".join(duty(n, f'{{ after = "closed", n = {n % 7 + 3 + more}, unit = "day" }}') for n in range(size))


def suite(size, write):
    folder = Path(write("suite/a.test.toml", table(size))).parent
    return ["test", str(folder), "--mutate"]


def asked(size, write):
    """A case that asks for each of many duties."""
    working = limits(size).replace('unit = "day"', 'unit = "working-day"')
    days = ["2026-08-24", "2026-08-25", "2026-08-26", "2026-08-27", "2026-08-28", "2026-09-03", "2026-09-04"]
    expects = "".join(f'  {{ as_of = 2026-08-20, duty = "d{n}", due = {days[n % 7]} }},\n' for n in range(size))
    log = '[{ event = "opened", on = 2026-08-20 }, { event = "closed", on = 2026-08-20 }]'
    write("suite/rules.toml", working)
    case = f'[[case]]\nname = "a"\nappointed = 2026-08-20\nlog = {log}\nexpect = [\n{expects}]\n'
    return ["test", str(Path(write("suite/a.test.toml", f'format = 1\nrulesets = ["rules.toml"]\n{case}')).parent), "--mutate"]


# No list of a file may be longer than a thousand.
LIST = 800

# What grows, its first size, the most that it may have, and what writes it.
PIECES = {
    "chain": (25, LIST, of_rules(chain)),
    "chain-with-readings": (25, LIST, of_rules(lambda size: chain(size, readings=True))),
    "chain-of-conditions": (25, LIST, of_rules(chain_of_conditions)),
    "many-ways": (25, LIST, of_rules(many_ways)),
    "own-events": (25, LIST, of_rules(own_events)),
    "check-a-chain": (25, LIST, lambda size, write: ["check", write("rules.toml", chain(size, readings=True))]),
    "check-many-mistakes": (25, LIST, lambda size, write: ["check", write("rules.toml", chain(size).replace("cite", "sight"))]),
    "check-broken-lines": (25, LIST, lambda size, write: ["check", write("rules.toml", chain(size).replace("phase =", "phase"))]),
    "check-mistakes-on-a-line": (25, LIST, lambda size, write: ["check", write("decree.toml", mistakes_on_a_line(size))]),
    "check-unknown-petitions": (25, None, lambda size, write: ["check", write("log.jsonl", unknown_petitions(size))]),
    "compare": (25, LIST, comparison),
    # Every covered day of each duty is looked at: few of them are enough.
    "compare-all": (4, 64, lambda size, write: ["compare", write("a.toml", limits(size)), write("b.toml", other(limits(size, more=1))), "--all"]),
    "analyse": (4, 64, lambda size, write: ["analyse", write("rules.toml", limits(size))]),
    "mutate": (1, LIST, suite),
    "mutate-duties": (8, LIST, asked),
    "petitions": (25, None, of_log(petitions)),
    "entries-of-a-petition": (50, None, of_log(one_petition)),
    "corrections": (50, None, of_log(corrections)),
    "corrections-of-transitions": (50, None, of_log(transitions)),
    "corrections-of-petitions": (25, None, of_log(each_corrected)),
    "check-corrections-of-petitions": (25, None, lambda size, write: ["check", write("log.jsonl", each_corrected(size))]),
    "corrections-of-openings": (25, None, of_log(openings)),
    "corrections-of-cancellations": (25, None, of_log(cancellations)),
    "occurrences": (25, 12800, occurrences),
    "occurrences-of-a-day": (25, None, occurrences_of_a_day),
    "notices-of-a-day": (25, None, notices_of_a_day),
    "petitions-of-two-sets": (25, None, two_sets),
    "unused": (25, None, of_log(unused)),
    "unknown-names": (25, None, of_log(unknown_names)),
    "audit-of-files": (8, None, audits),
    "audit-of-an-office": (25, None, of_office(office)),
    "receptions": (25, None, of_office(receptions)),
    "unnamed-receptions": (25, None, of_office(unnamed_receptions)),
    "unknown-entries": (25, None, of_office(unknown_entries)),
    "receptions-of-years": (250, 4000, of_office(receptions_of_years)),
    "corrections-of-an-office": (25, None, of_office(corrections_of_an_office)),
    "decree": (25, LIST, lambda size, write: ["count", "2028-05-04", "+1", "--decree", write("decree.toml", decree(size))]),
}


def main():
    if len(sys.argv) == 1:
        for piece, (first, most, _) in PIECES.items():
            print(piece, first, most or 0)
        return
    piece, size, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])

    def write(name, text):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return str(path)

    print("\n".join(PIECES[piece][2](size, write)))


main()
