#!/usr/bin/env python3
"""Collects the codes of administrative units from lists that others keep, into units.csv: one row a code.

    pip download --no-deps vietnamadminunits==1.0.4        # MIT; the list before and after 1 July 2025, and what became of what
    git clone https://github.com/daohoangson/dvhcvn        # the General Statistics Office's service, as it answered since 2019
    git clone https://github.com/thanglequoc/vietnamese-provinces-database    # MIT; decision 19/2025/QĐ-TTg, tag v4.2.0
    scripts/territories/collect.py DVHCVN.git DATABASE.git vietnamadminunits/data > scripts/territories/units.csv

Names are those of the last list with the code. `until` is the last day on which it was in force as far as the lists tell:
the day before the first list without it. `into` is what a code that ended on 2025-06-30 passed into.
"""
import csv, datetime, json, re, sqlite3, subprocess, sys

DVHCVN, DATABASE, PACKAGE = sys.argv[1:]
NEW = datetime.date(2025, 7, 1)


def git(repository, *words):
    return subprocess.run(["git", "--git-dir", repository, *words], check=True, capture_output=True, text=True).stdout


def old_lists():
    """(day, {code: (name, parent)}) of each list before 1 July 2025, the eldest first."""
    by_day = {}
    for commit in git(DVHCVN, "log", "--reverse", "--format=%H", "--", "data/date.txt").split():
        written = git(DVHCVN, "show", commit + ":data/date.txt").strip()
        day = datetime.datetime.strptime(written, "%d/%m/%Y").date()
        units = {}
        for province in json.loads(git(DVHCVN, "show", commit + ":data/dvhcvn.json"))["data"]:
            units[province["level1_id"]] = (province["name"], "")
            for district in province["level2s"]:
                units[district["level2_id"]] = (district["name"], province["level1_id"])
                for commune in district["level3s"]:
                    units[commune["level3_id"]] = (commune["name"], district["level2_id"])
        by_day[day] = units
    return sorted(by_day.items())


def new_list():
    """{code: (name, province)} since 1 July 2025."""
    text = git(DATABASE, "show", "v4.2.0:postgresql/postgres_ImportData_vn_units.sql")
    field = r"'((?:[^']|'')*)'"
    units = {}
    for table, body in re.findall(r"INSERT INTO (provinces|wards)\([^)]*\) VALUES\n(.*?);\n", text + "\n", re.S):
        for row in body.split("\n"):
            cells = [cell.replace("''", "'") for cell in re.findall(field, row)]
            if len(cells) >= 6:
                units[cells[0]] = (cells[3], "" if table == "provinces" else cells[6])
    return units


def became():
    """{code of an old commune: code of the new one}, where it passed into one whole."""
    base = sqlite3.connect(PACKAGE + "/dataset.db")
    old = {"_".join(keys): code for *keys, code in base.execute("select provinceKey, districtKey, wardKey, wardCode from admin_units_legacy where wardKey is not null")}
    new = {tuple(keys): code for *keys, code in base.execute("select provinceKey, wardKey, wardCode from admin_units")}
    base = json.load(open(PACKAGE + "/converter_2025.json"))
    into = {}
    for province, wards in base["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, parts in wards.items():
            for part in parts:
                if part in old and (province, ward) in new:
                    into[old[part]] = new[province, ward]
    for province, parts in base["DICT_PROVINCE_WARD_DIVIDED"].items():
        for part, wards in parts.items():
            first = [ward for ward in wards if ward["isDefaultNewWard"]]
            if first and part in old and (province, first[0]["newWardKey"]) in new:
                into[old[part]] = new[province, first[0]["newWardKey"]]
    return into


def main():
    lists, new, into = old_lists(), new_list(), became()
    units, communes = {}, {}
    for at, (day, units_then) in enumerate(lists):
        end = (lists[at + 1][0] if at + 1 < len(lists) else NEW) - datetime.timedelta(days=1)
        for code, (name, parent) in units_then.items():
            units[code] = [name, parent, end.isoformat()]
        of = {}
        for code, (_, parent) in units_then.items():
            of.setdefault(parent, []).append(code)
        communes.update(of)
    provinces = {code: province for code, (_, province) in new.items() if province}
    rows = []
    for code in sorted({*units, *new}, key=lambda code: (len(code), code)):
        name, parent, until = units.get(code, ["", "", ""])
        after, province = new.get(code, ("", ""))
        target = "" if code in new else into.get(code, "")
        rows.append([code, name, parent, until, after, province, target])
    ended = {row[0]: row for row in rows}
    for row in rows:  # a province passed into that of most of its communes
        if len(row[0]) == 2 and row[0] not in new:
            count = {}
            for other in rows:
                if len(other[0]) == 5 and other[2] in ended and ended[other[2]][2] == row[0]:
                    to = provinces.get(other[6] or other[0])
                    count[to] = count.get(to, 0) + (to is not None)
            row[6] = max(count, key=count.get)
    for row in rows:  # a district that ended before passed into those of its communes
        if len(row[0]) == 3 and row[3] < lists[-1][0].isoformat():
            row[6] = " ".join(sorted({units[code][1] for code in communes[row[0]]} - {row[0]}))
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["code", "name", "parent", "until", "name_2025", "province_2025", "into"])
    out.writerows(rows)


main()
