#!/usr/bin/env python3
"""Twenty clients attack in a loop while eight ordinary ones look at maps and a steward publishes.

Usage: attacks.py SERVER.dll GPKG [GPKG ...] [--ogc FOLDER] [--seconds N] [--only NAME[,NAME]] [--port N]

For each attack: the ordinary clients' tiles (p50, p95, worst), how they were answered, how long the publication took, the largest resident
memory, what the attackers were answered, and how long after the end of the attack a tile is back to twice its quiet time. Exit code 1 when a
bound is broken: p95 under 500 ms, resident memory under 1 GB, publication ended, back to normal within 5 s, no 5xx but 503 and 507, server alive.
"""
import argparse
import collections
import http.client
import json
import math
import multiprocessing
import os
import random
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

BOX = (600000, 6860000, 760000, 7090000)
ATTACKERS, READERS = 20, 8
P95_MS, MOST_RSS, NORMAL_WITHIN = 500, 1 << 30, 5.0
SLD = ('<StyledLayerDescriptor xmlns:ogc="http://www.opengis.net/ogc"><NamedLayer><Name/><UserStyle>', "</UserStyle></NamedLayer></StyledLayerDescriptor>")


def rule(symbolizer):
    return f"<FeatureTypeStyle><Rule>{symbolizer}</Rule></FeatureTypeStyle>"


def hatch(size):
    return (f'<PolygonSymbolizer><Fill><GraphicFill><Graphic><Mark><WellKnownName>slash</WellKnownName><Stroke/></Mark><Size>{size}</Size>'
            "</Graphic></GraphicFill></Fill></PolygonSymbolizer>")


VARYING = ('<PolygonSymbolizer><Fill><GraphicFill><Graphic><Mark><WellKnownName>star</WellKnownName><Fill/></Mark><Size><ogc:Add><ogc:Literal>2</ogc:Literal>'
           '<ogc:Function name="modulo"><ogc:Function name="area"/><ogc:Literal>1</ogc:Literal></ogc:Function></ogc:Add></Size></Graphic></GraphicFill></Fill></PolygonSymbolizer>')


def replaced(text, times):
    return f'<ogc:Function name="strReplace"><ogc:Literal>{text}</ogc:Literal><ogc:Literal>a</ogc:Literal><ogc:Literal>{"a" * times}</ogc:Literal></ogc:Function>'


def ring(count, spikes=0.3):
    points = []
    for i in range(count):
        a = 2 * math.pi * i / count
        r = 1e5 * (1 + spikes * math.sin(37 * a) + 0.2 * math.sin(714 * a))
        points.append((700000 + r * math.cos(a), 6980000 + r * math.sin(a)))
    return "POLYGON((" + ",".join("%.1f %.1f" % p for p in points + points[:1]) + "))"


def get_map(layers, size, style, **more):
    fields = dict(SERVICE="WMS", VERSION="1.3.0", REQUEST="GetMap", LAYERS=layers, STYLES="", CRS="EPSG:2154", BBOX=",".join(map(str, BOX)),
                  WIDTH=size[0], HEIGHT=size[1], FORMAT="image/png", SLD_BODY=SLD[0] + style + SLD[1], **more)
    return "POST", "/wms", urllib.parse.urlencode(fields), "application/x-www-form-urlencoded"


def filtered(layer, cql, **more):
    fields = dict(SERVICE="WFS", VERSION="2.0.0", REQUEST="GetFeature", TYPENAMES=layer, RESULTTYPE="hits", CQL_FILTER=cql, **more)
    return "POST", "/wfs", urllib.parse.urlencode(fields), "application/x-www-form-urlencoded"


def posted(xml):
    return "POST", "/wfs", xml, "text/xml"


def attacks(layer, versions):
    """Name -> a function that makes the next request (method, path, body, type)."""
    w = 'xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:fes="http://www.opengis.net/fes/2.0" service="WFS" version="2.0.0"'
    label = "<TextSymbolizer><Label>{}</Label>{}</TextSymbolizer>"
    fixed = {
        "halo": get_map(layer, (1000, 800), rule(label.format("Oise", "<Halo><Radius>1000000</Radius></Halo>"))),
        "halo by value": get_map(layer, (1000, 800), rule(label.format("Oise", '<Halo><Radius><ogc:Mul><ogc:Literal>1000</ogc:Literal><ogc:Literal>1000</ogc:Literal></ogc:Mul></Radius></Halo>'))),
        "rules x layers": get_map(",".join([layer] * 1000), (10, 10), "<FeatureTypeStyle>" + "<Rule><PolygonSymbolizer><Fill/></PolygonSymbolizer></Rule>" * 4900 + "</FeatureTypeStyle>"),
        "hatches": get_map(layer, (8000, 5000), "".join(rule(hatch(5 + i)) for i in range(12))),
        "varying texture": get_map(layer, (2000, 1600), rule(VARYING)),
        "replace": get_map(layer, (256, 256), rule(label.format(replaced(replaced("a" * 1000, 1000), 300), ""))),
        "passes": get_map(layer, (1000, 800), rule("<PolygonSymbolizer><Stroke/></PolygonSymbolizer>") * 4000),
        "dashes": get_map(layer, (8000, 5000), rule('<LineSymbolizer><Stroke><CssParameter name="stroke-width">200</CssParameter><CssParameter name="stroke-dasharray">0.3 0.3</CssParameter></Stroke></LineSymbolizer>')),
        "overlaps": filtered(layer, f"OVERLAPS(geom,{ring(5000)})"),
        "touches": filtered(layer, f"TOUCHES(geom,{ring(20000)})"),
        "dwithin": filtered(layer, f"DWITHIN(geom,{ring(20000)},5000,meters)"),
        "not a polygon": filtered(layer, f"CROSSES(geom,POLYGON((700000 6978301,600000 6850000,700000 6900000,631360 6900000,700000 6978301)))"),
        "queries": posted(f"<wfs:GetFeature {w} resultType=\"hits\">" + f'<wfs:Query typeNames="{layer}"/>' * 40000 + "</wfs:GetFeature>"),
        "depth": posted(f'<wfs:GetFeature {w}><wfs:Query typeNames="{layer}"><fes:Filter>' + "<fes:And>" * 60000 + "</fes:And>" * 60000 + "</fes:Filter></wfs:Query></wfs:GetFeature>"),
        "search": ("GET", f"/odata/{layer}?$search=" + urllib.parse.quote(" OR ".join(f"mot{i}" for i in range(3000))), None, None),
        "like": filtered(layer, " OR ".join(f"nom LIKE '%a{i}%b%c%d%'" for i in range(1500))),
    }
    def anew(request):
        # Another place each time: what is drawn once is kept.
        method, path, body, kind = request
        moved = urllib.parse.quote(",".join(str(value + random.randrange(1000)) for value in BOX))
        return method, path, body and body.replace(urllib.parse.quote(",".join(map(str, BOX))), moved), kind

    made = {name: (lambda request=request: anew(request)) for name, request in fixed.items()}
    # Everything of one territory, the widest the data have; perimeters of as many vertices as are allowed, tied in a knot.
    wide = ["/emporter/departement/60.gpkg?tampon={0}", "/fiches/departement/60.pdf?echelle=2{0:05d}", "/api/v1/territoires/departement/60/indicateurs?comparer=attaque-{1}"]
    made["territories"] = lambda: ("GET", random.choice(wide).format(random.randrange(10000), random.randint(1, versions)), None, None)
    made["here"] = lambda: ("GET", f"/ici?x={random.uniform(BOX[0], BOX[2]):.1f}&y={random.uniform(BOX[1], BOX[3]):.1f}&f=json", None, None)
    knot = [[2 + math.cos(i * 2.4) / 4, 49.4 + math.sin(i * 2.4) / 4] for i in range(199000)]
    knot = json.dumps({"type": "Polygon", "coordinates": [knot + knot[:1]]})
    made["perimeters"] = lambda: ("POST", "/api/v1/perimetres", knot, "application/geo+json")
    made["plates as maps"] = lambda: ("GET", tile(layer, random.randrange(10**6)).replace("image/png", random.choice(("application/pdf", "image/svg%2Bxml"))), None, None)
    made["comparisons"] = lambda: ("GET", "/versions/{0}-{1}..{2}/wms?SERVICE=WMS&REQUEST=GetCapabilities".format("attaque", *random.sample(range(1, versions + 1), 2)), None, None)
    return made


def endless(path):
    """A GeoPackage of some kilobytes whose table never ends: two interior pages of 500 cells that all name one child."""
    import sqlite3
    db = sqlite3.connect(path)
    db.executescript("PRAGMA page_size=4096; PRAGMA application_id=0x47504B47; PRAGMA user_version=10300;"
                     "CREATE TABLE gpkg_spatial_ref_sys(srs_name TEXT,srs_id INTEGER PRIMARY KEY,organization TEXT,organization_coordsys_id INTEGER,definition TEXT,description TEXT);"
                     "INSERT INTO gpkg_spatial_ref_sys VALUES('a',2154,'EPSG',2154,'undefined',NULL);"
                     "CREATE TABLE gpkg_contents(table_name TEXT PRIMARY KEY,data_type TEXT,identifier TEXT,description TEXT,last_change DATETIME,min_x,min_y,max_x,max_y,srs_id INTEGER);"
                     "INSERT INTO gpkg_contents VALUES('z','features','z','','2020-01-01T00:00:00Z',NULL,NULL,NULL,NULL,2154);"
                     "CREATE TABLE gpkg_geometry_columns(table_name TEXT,column_name TEXT,geometry_type_name TEXT,srs_id INTEGER,z INTEGER,m INTEGER);"
                     "INSERT INTO gpkg_geometry_columns VALUES('z','geom','POINT',2154,0,0); CREATE TABLE z(fid INTEGER PRIMARY KEY,geom BLOB,t TEXT);")
    for i in range(400):
        db.execute("INSERT INTO z VALUES(?,?,?)", (i + 1, b"GP\0\1" + struct.pack("<iBIdd", 2154, 1, 1, 7e5 + i, 6.9e6), "x" * 60))
    db.commit()
    root = db.execute("SELECT rootpage FROM sqlite_master WHERE name='z'").fetchone()[0]
    db.close()
    data = bytearray(open(path, "rb").read())
    leaf = struct.unpack(">I", data[(root - 1) * 4096 + 8:(root - 1) * 4096 + 12])[0]

    def interior(child):
        page, top, cells = bytearray(4096), 4096, []
        for i in range(500):
            cell = struct.pack(">I", child) + bytes([i % 100 + 1])
            top -= len(cell)
            page[top:top + len(cell)] = cell
            cells.append(top)
        page[0], page[3:5], page[5:7], page[8:12] = 5, struct.pack(">H", 500), struct.pack(">H", top), struct.pack(">I", child)
        for i, at in enumerate(cells):
            page[12 + 2 * i:14 + 2 * i] = struct.pack(">H", at)
        return page

    count = len(data) // 4096
    data += interior(leaf) + interior(count + 1)
    data[(root - 1) * 4096:root * 4096] = interior(count + 2)
    data[28:32] = struct.pack(">I", count + 2)
    open(path, "wb").write(data)


def ask(port, method, path, body=None, kind=None, token=None, timeout=120):
    """Status, bytes and seconds; status 0 when the connection broke."""
    started = time.monotonic()
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
        headers = {"Content-Type": kind} if kind else {}
        if token:
            headers["Authorization"] = "Bearer " + token
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, content, time.monotonic() - started
    except (OSError, http.client.HTTPException):
        return 0, b"", time.monotonic() - started


def tile(layer, seed):
    chance = random.Random(seed)
    side = chance.choice((2000, 5000, 12000))
    x, y = chance.uniform(BOX[0], BOX[2] - side), chance.uniform(BOX[1], BOX[3] - side)
    return ("/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&STYLES=&CRS=EPSG:2154&WIDTH=256&HEIGHT=256&FORMAT=image/png&TRANSPARENT=TRUE"
            f"&LAYERS={layer}&BBOX={x:.1f},{y:.1f},{x + side:.1f},{y + side:.1f}")


def reader(port, layer, number, until, found):
    """An ordinary client: a tile, a moment, the next tile."""
    seen, seed = [], number * 1_000_000
    while time.time() < until:
        seed += 1
        status, _, seconds = ask(port, "GET", tile(layer, seed))
        seen.append((status, seconds))
        time.sleep(0.05)
    found.put(seen)


def attacker(port, request, until, found, token):
    counts = collections.Counter()
    while time.time() < until:
        method, path, body, kind = request()
        status, content, _ = ask(port, method, path, body, kind, token)
        counts["refused in words" if status == 200 and b"Exception" in content[:600] else status] += 1
    found.put(counts)


def resident(pid):
    """Bytes in memory, and those of them that are the process's own rather than pages of mapped files."""
    status = open(f"/proc/{pid}/status").read()
    return tuple(int(re.search(rf"{name}:\s+(\d+)", status).group(1)) * 1024 for name in ("VmRSS", "RssAnon"))


class Server:
    def __init__(self, dll, files, ogc, port):
        self.port, self.folder = port, tempfile.mkdtemp(prefix="srceogc-attacks")
        os.makedirs(self.folder + "/gpkg/profils")
        for file in files:
            shutil.copy(file, self.folder + "/gpkg")
        self.log = open(self.folder + "/log", "w+")
        self.process = subprocess.Popen(["dotnet", dll, "--urls", f"http://127.0.0.1:{port}", "--gpkg", self.folder + "/gpkg", "--data", self.folder + "/data", "--ogc", ogc],
                                        stdout=self.log, stderr=self.log)
        self.wait(lambda: ask(port, "GET", "/sante")[0] == 200)
        self.wait(lambda: json.loads(ask(port, "GET", "/api/v1/couches")[1] or b"{}").get("total", 0) > 0)
        self.token = re.search("srce_[0-9a-f]{64}", open(self.folder + "/log").read()).group(0)

    @staticmethod
    def wait(so, seconds=120):
        end = time.time() + seconds
        while not so():
            assert time.time() < end, "the server did not come"
            time.sleep(0.2)

    def stop(self):
        self.process.terminate()
        self.process.wait(60)
        shutil.rmtree(self.folder, ignore_errors=True)


def quiet_tile(server, layer, seed):
    return sorted(ask(server.port, "GET", tile(layer, seed + i))[2] for i in range(10))[5]


def run(server, layer, name, make, seconds, delivery, token=None):
    quiet = quiet_tile(server, layer, 77)
    found_readers, found_attackers = multiprocessing.Queue(), multiprocessing.Queue()
    until = time.time() + seconds
    attackers = [multiprocessing.Process(target=attacker, args=(server.port, make, until, found_attackers, token)) for _ in range(ATTACKERS)]
    readers = [multiprocessing.Process(target=reader, args=(server.port, layer, i, until, found_readers)) for i in range(READERS)]
    for process in attackers + readers:
        process.start()
    published, largest, own = [], 0, 0

    def publish():
        time.sleep(seconds / 4)
        published.append(ask(server.port, "PUT", "/api/v1/jeux/ordinaire?accepter=pertes", open(delivery, "rb").read(), "application/octet-stream", server.token)[::2])

    steward = threading.Thread(target=publish)
    steward.start()
    while time.time() < until:
        largest, own = max((largest, own), resident(server.process.pid))
        time.sleep(0.2)
    answers = [answer for _ in readers for answer in found_readers.get()]
    end = time.monotonic()
    while quiet_tile(server, layer, random.randrange(10**6)) > max(2 * quiet, 0.05) and time.monotonic() - end < 30:
        time.sleep(0.1)
    normal = time.monotonic() - end
    for process in attackers:
        process.terminate()
    counts = collections.Counter()
    while not found_attackers.empty():
        counts += found_attackers.get()
    steward.join(120)
    times = sorted(second for status, second in answers if status == 200)
    statuses = collections.Counter(status for status, _ in answers)
    p95 = times[int(len(times) * 0.95)] * 1000 if times else math.inf
    broken = [what for what, is_so in (
        (f"p95 {p95:.0f} ms", p95 > P95_MS), (f"RSS {largest >> 20} MiB", largest > MOST_RSS), ("publication", not published or published[0][0] != 200),
        (f"normal after {normal:.1f} s", normal > NORMAL_WITHIN), ("tiles failed", any(s not in (200, 503) for s in statuses)), ("dead", server.process.poll() is not None),
        ("5xx", any(isinstance(s, int) and s >= 500 and s not in (503, 507) for s in counts))) if is_so]
    print(f"{name:16} tiles {len(answers):5} p50 {times[len(times) // 2] * 1000 if times else 0:5.0f} p95 {p95:5.0f} worst {times[-1] * 1000 if times else 0:6.0f} ms {dict(statuses)}"
          f" publication {published[0] if published else None} RSS {largest >> 20} MiB ({own >> 20} its own) normal after {normal:.1f} s attackers {dict(counts)}"
          f"{' BROKEN: ' + ', '.join(broken) if broken else ''}", flush=True)
    return broken


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dll")
    parser.add_argument("gpkg", nargs="+")
    parser.add_argument("--ogc", default="ogc")
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--only")
    parser.add_argument("--layer", default="communes")
    parser.add_argument("--port", type=int, default=5977)
    a = parser.parse_args()
    server = Server(a.dll, a.gpkg, a.ogc, a.port)
    broken, versions = {}, 4
    try:
        for version in range(versions):
            ask(a.port, "PUT", "/api/v1/jeux/attaque?accepter=pertes", open(a.gpkg[version % len(a.gpkg)], "rb").read(), "application/octet-stream", server.token)
        hostile = os.path.join(server.folder, "endless.gpkg")
        endless(hostile)
        body = open(hostile, "rb").read()
        table = {name: (make, None) for name, make in attacks(a.layer, versions).items()}
        table["deliveries"] = (lambda: ("PUT", f"/api/v1/jeux/hostile_{random.randrange(20)}", body, "application/octet-stream"), server.token)
        table["false tokens"] = (lambda: ("GET", "/api/v1/jeux", None, None), "srce_" + "0" * 64)
        for name, (make, token) in table.items():
            if not a.only or name in a.only.split(","):
                # Not the file served: that would be no publication.
                broken[name] = run(server, a.layer, name, make, a.seconds, a.gpkg[len(broken) % len(a.gpkg)], token)
    finally:
        server.stop()
    failed = {name: what for name, what in broken.items() if what}
    print(f"{len(broken) - len(failed)} attacks held, {len(failed)} did not")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
