#!/usr/bin/env python3
"""Writes proj-reference.txt: what PROJ's cs2cs answers for points of each system's area, east/longitude first.

Needs Debian's proj-bin. Usage: python3 proj-reference.py > proj-reference.txt
Each line: source EPSG, target EPSG, source x, source y, target x, target y.
NTF is forced to the three-parameter shift, so that the grid file of some installations does not change the table.
"""
import subprocess

NTF = ("+proj=lcc +lat_1=46.8 +lat_0=46.8 +lon_0=0 +k_0=0.99987742 +x_0=600000 +y_0=2200000 +ellps=clrk80ign "
       "+pm=paris +towgs84=-168,-60,320 +units=m +no_defs +type=crs")
SWAPPED = {4326, 4258, 4171, 3035}
AREAS = {
    2154: (-5, 41.2, 10, 51.5), 3857: (-170, -80, 170, 80), 4171: (-5, 41.2, 10, 51.5), 4258: (-5, 41.2, 10, 51.5),
    3035: (-30, 26, 40, 80), 27572: (-4.8, 42.4, 8.2, 51.1), 9794: (-5, 41.2, 10, 51.5),
    32630: (-12, 1, 6, 80), 32631: (-6, 1, 12, 80), 32632: (0, 1, 18, 80),
    25831: (0, 38, 6, 80), 5490: (-63.6, 14.1, -60, 18.3), 4559: (-63.6, 14.1, -60, 18.3),
    2972: (-54, 2.2, -49.5, 8.8), 2975: (54, -24.7, 58.2, -18.3), 4471: (43.7, -14.4, 46.7, -11.4),
    **{3900 + p: (-2, p - 1, 8, p + 1) for p in range(42, 51)},
}
PAIRS = [(2154, 3857), (3857, 2154), (2154, 32631), (2154, 3949), (2154, 3035), (27572, 2154), (2154, 27572), (3857, 27572)]


def definition(srid):
    return NTF if srid == 27572 else f"EPSG:{srid}"


def convert(source, target, points):
    flip_in, flip_out = source in SWAPPED, target in SWAPPED
    text = "\n".join(f"{y!r} {x!r}" if flip_in else f"{x!r} {y!r}" for x, y in points)
    out = subprocess.run(["cs2cs", "-f", "%.10f", definition(source), "+to", definition(target)],
                         input=text, capture_output=True, text=True, check=True).stdout
    rows = [tuple(map(float, line.split()[:2])) for line in out.splitlines()]
    return [(b, a) if flip_out else (a, b) for a, b in rows]


def grid(area, steps=4):
    min_x, min_y, max_x, max_y = area
    return [(round(min_x + (max_x - min_x) * i / steps, 6), round(min_y + (max_y - min_y) * j / steps, 6))
            for i in range(steps + 1) for j in range(steps + 1)]


def write(source, target, points):
    for (x, y), (u, v) in zip(points, convert(source, target, points)):
        print(source, target, f"{x:.10f}", f"{y:.10f}", f"{u:.10f}", f"{v:.10f}")


for srid, area in AREAS.items():
    write(4326, srid, grid(area))
    projected = [(round(x, 9), round(y, 9)) for x, y in convert(4326, srid, grid(area, 3))]
    if srid == 3035:
        # PROJ 9.1 undoes the authalic latitude by three terms of a series (2 mm): its forward formula is the reference.
        for (lon, lat), (x, y) in zip(grid(area, 3), projected):
            print(srid, 4326, f"{x:.10f}", f"{y:.10f}", f"{lon:.10f}", f"{lat:.10f}")
    else:
        write(srid, 4326, projected)
for source, target in PAIRS:
    write(source, target, [(round(x, 4), round(y, 4)) for x, y in convert(4326, source, grid((-4.5, 42.5, 8, 51), 3))])
