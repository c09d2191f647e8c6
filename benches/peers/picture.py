"""How the cost of a date grows with N, as lines on two logarithmic scales."""
import math

WIDTH, HEIGHT = 860, 460
LEFT, RIGHT, TOP, BOTTOM = 70, 590, 40, 400
COLOURS = ["#c2185b", "#1565c0", "#5e92d6", "#2e7d32", "#8d6e63", "#ef6c00", "#00838f", "#6a1b9a", "#546e7a"]
WRONG = "numpy, holidays only"


def draw(curves, path):
    """`curves` gives for each name the nanoseconds by N."""
    every_n = sorted({n for curve in curves.values() for n in curve})
    costs = [cost for curve in curves.values() for cost in curve.values()]
    low, high = 10 ** math.floor(math.log10(min(costs))), 10 ** math.ceil(math.log10(max(costs)))
    across = lambda n: LEFT + (RIGHT - LEFT) * math.log(n / every_n[0]) / math.log(every_n[-1] / every_n[0])
    up = lambda cost: BOTTOM - (BOTTOM - TOP) * math.log(cost / low) / math.log(high / low)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13">',
        "<title>Nanoseconds a date, by how many working days are added</title>",
        "<style>text{fill:#333}.grid{stroke:#ccc}@media (prefers-color-scheme:dark){.paper{fill:#16181d}text{fill:#ddd}.grid{stroke:#444}}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="22" font-size="15">Nanoseconds of CPU time a date, by how many working days are added</text>',
    ]
    cost = low
    while cost <= high:
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{RIGHT}" y1="{up(cost):.1f}" y2="{up(cost):.1f}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{up(cost) + 4:.1f}" text-anchor="end">{worded(cost)}</text>')
        cost *= 10
    for n in every_n:
        parts.append(f'<text x="{across(n):.1f}" y="{BOTTOM + 22}" text-anchor="middle">{n:,}</text>')
    parts.append(f'<text x="{(LEFT + RIGHT) / 2}" y="{BOTTOM + 46}" text-anchor="middle">N is random, from 1 up to</text>')
    ends = sorted((up(curve[every_n[-1]]), name) for name, curve in curves.items())
    places = apart([place for place, _ in ends], 17)
    place_of = {name: place for place, (_, name) in zip(places, ends)}
    for colour, (name, curve) in zip(COLOURS, curves.items()):
        points = " ".join(f"{across(n):.1f},{up(curve[n]):.1f}" for n in every_n)
        width, dashed = 3.5 if name == "doithoai" else 1.8, ' stroke-dasharray="6 4"' if name == WRONG else ""
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}/>')
        parts += [f'<circle cx="{across(n):.1f}" cy="{up(curve[n]):.1f}" r="{width}" fill="{colour}"/>' for n in every_n]
        end, place = up(curve[every_n[-1]]), place_of[name]
        parts.append(f'<line x1="{RIGHT + 5}" x2="{RIGHT + 22}" y1="{end:.1f}" y2="{place:.1f}" stroke="{colour}"/>')
        bold = ' font-weight="bold"' if name == "doithoai" else ""
        parts.append(f'<text x="{RIGHT + 26}" y="{place + 4:.1f}"{bold}>{name}{" (wrong days)" if name == WRONG else ""}</text>')
    path.write_text("\n".join([*parts, "</svg>", ""]), encoding="utf-8")


def worded(nanoseconds):
    for size, unit in ((1e6, "ms"), (1e3, "µs")):
        if nanoseconds >= size:
            return f"{nanoseconds / size:g} {unit}"
    return f"{nanoseconds:g} ns"


def apart(places, gap):
    """The places from top to bottom, moved down where two are too near, then up as far as the last one went too low."""
    moved = []
    for place in places:
        moved.append(max(place, moved[-1] + gap) if moved else place)
    limit = BOTTOM
    for at in reversed(range(len(moved))):
        moved[at] = min(moved[at], limit)
        limit = moved[at] - gap
    return moved
