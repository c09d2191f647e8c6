"""How the cost grows with the number of days, as SVG: logarithmic both ways, readable on light and on dark."""
import math

import candidates as c

WIDTH, HEIGHT = 940, 540
LEFT, RIGHT, TOP, BOTTOM = 64, 330, 64, 56
# The text, the colour, and whether some answers are wrong.
LINES = {
    c.OURS: ("doithoai", "#e11d48", False),
    c.NUMPY_TABLES: ("numpy, the same two tables", "#0891b2", False),
    c.NUMPY_ONLY: ("numpy, holidays only (wrong days)", "#3b82f6", True),
    c.NUMPY_EXACT: ("numpy, made exact", "#3b82f6", False),
    c.POLARS_EXACT: ("polars, made exact", "#14b8a6", False),
    "bdays with its cache": ("bdays, cached (Rust)", "#d97706", False),
    "chrono loop, HashSet": ("chrono loop (Rust)", "#92700c", False),
    c.QUANTLIB: ("QuantLib (Python)", "#8b5cf6", False),
    c.HOLIDAYS: ("python-holidays", "#6b8e23", False),
}
STYLE = """
text{font:13px system-ui,-apple-system,"Segoe UI",sans-serif;fill:#1f2328}
.quiet{fill:#59636e}.title{font-size:16px;font-weight:600}.end{font-weight:600}
.grid{stroke:#d1d9e0;stroke-width:1}
@media(prefers-color-scheme:dark){.paper{fill:#0d1117}text{fill:#e6edf3}.quiet{fill:#9198a1}.grid{stroke:#30363d}}
""".strip()


def points(results):
    """The medians of each line, in nanoseconds, by the number of days."""
    rust = {group["name"]: {row["name"]: row["median"] for row in group["rows"]} for group in results["rust"]}
    found = {}
    for point in results["growth"]:
        here = {row["name"]: row["median"] for row in point["rows"]}
        for name in LINES:
            found.setdefault(name, []).append((point["most"], (here | rust[f"growth {point['most']}"])[name]))
    return found


def duration(nanoseconds):
    for unit, size in ("ms", 1e6), ("µs", 1e3):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.2g} {unit}" if nanoseconds < 100 * size else f"{nanoseconds / size:.0f} {unit}"
    return f"{nanoseconds:.2g} ns" if nanoseconds < 100 else f"{nanoseconds:.0f} ns"


def apart(places, least=17):
    """The places of labels, moved as little as keeps them legible: neighbours that touch share their middle."""
    order = sorted(range(len(places)), key=places.__getitem__)
    groups = []
    for index in order:
        groups.append([places[index], [index]])
        while len(groups) > 1 and groups[-1][0] - groups[-2][0] < least * (len(groups[-1][1]) + len(groups[-2][1])) / 2:
            (low, below), (high, above) = groups[-2:]
            middle = (low * len(below) + high * len(above)) / (len(below) + len(above))
            groups[-2:] = [[middle, below + above]]
    moved = [0.0] * len(places)
    for middle, members in groups:
        for number, index in enumerate(members):
            moved[index] = middle + (number - (len(members) - 1) / 2) * least
    return moved


def growth(results):
    lines = points(results)
    every = [value for line in lines.values() for _, value in line]
    low, high = math.floor(math.log10(min(every))), math.ceil(math.log10(max(every)))
    first, last = (math.log10(results["growth"][i]["most"]) for i in (0, -1))

    def x(most):
        return LEFT + (math.log10(most) - first) / (last - first) * (WIDTH - LEFT - RIGHT)

    def y(value):
        return HEIGHT - BOTTOM - (math.log10(value) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t d">',
           '<title id="t">The cost of adding working days by how many are added</title>',
           '<desc id="d">' + "; ".join(f"{LINES[name][0]}: {duration(line[0][1])} to {duration(line[-1][1])}" for name, line in lines.items())
           + "</desc>", f"<style>{STYLE}</style>", f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
           f'<text class="title" x="{LEFT}" y="26">Adding working days: time for one date</text>',
           f'<text class="quiet" x="{LEFT}" y="46">CPU time, median, one core; both scales logarithmic</text>']
    for power in range(low, high + 1):
        at = y(10**power)
        out.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at:.1f}" y2="{at:.1f}"/>')
        out.append(f'<text class="quiet" x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{duration(10**power)}</text>')
    for point in results["growth"]:
        at = x(point["most"])
        out.append(f'<text class="quiet" x="{at:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{point["most"]:,}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    out.append(f'<text class="quiet" x="{middle:.0f}" y="{HEIGHT - 14}" text-anchor="middle">working days added, random up to</text>')
    ends = apart([y(line[-1][1]) for line in lines.values()])
    for (name, line), place in zip(lines.items(), ends):
        label, colour, wrong = LINES[name]
        wide, dashed = (4 if name == c.OURS else 2), (' stroke-dasharray="6 5"' if wrong else "")
        path = " ".join(f"{x(most):.1f},{y(value):.1f}" for most, value in line)
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{wide}" stroke-linejoin="round"{dashed}/>')
        out += [f'<circle cx="{x(most):.1f}" cy="{y(value):.1f}" r="{wide / 2 + 1.5}" fill="{colour}"/>' for most, value in line]
        end, at = x(line[-1][0]), y(line[-1][1])
        out.append(f'<path d="M{end + 6:.1f} {at:.1f}L{end + 18:.1f} {place:.1f}" stroke="{colour}" fill="none"/>')
        bold = ' class="end"' if name == c.OURS else ""
        cost = f'<tspan class="quiet" dx="7">{duration(line[-1][1])}</tspan>'
        out.append(f'<text{bold} x="{end + 22:.1f}" y="{place + 4.5:.1f}">{label}{cost}</text>')
    return "\n".join([*out, "</svg>", ""])
