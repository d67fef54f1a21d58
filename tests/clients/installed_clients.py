#!/usr/bin/env python3
"""Clients that a distribution has, one at a time, against a running server with the tests' own GeoPackage: nine communes (squares of 10 km in Lambert-93,
codes 02001 to 02009) and 1500 obstacles. Prints "well", or "absent" when the client is not installed; anything else is a failure.

Usage: installed_clients.py CLIENT SERVER_ADDRESS
"""
import csv
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

NAME, ADDRESS = sys.argv[1:3]
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="srceogc-client-"))
WFS = ADDRESS + "/wfs?SERVICE=WFS&VERSION={0}&REQUEST=GetFeature&TYPENAME=communes&TYPENAMES=communes"
BOX = "600000,6800000,630000,6830000"


def check(condition, text):
    if not condition:
        sys.exit("FAILED: " + str(text))


def need(*programs):
    if not all(shutil.which(program) for program in programs):
        print("absent")
        sys.exit(0)


def run(*arguments, **options):
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=180, **options)
    check(done.returncode == 0, f"{arguments[0]}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout + done.stderr


def colours(path):
    from PIL import Image
    return len(set(Image.open(path).convert("RGB").getdata()))


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def geopandas():
    try:
        import geopandas
    except ImportError:
        print("absent")
        sys.exit(0)
    for what, address in {
        "WFS as GeoJSON": WFS.format("2.0.0") + "&OUTPUTFORMAT=application/json",
        "in degrees": WFS.format("2.0.0") + "&OUTPUTFORMAT=application/json&SRSNAME=EPSG:4326",
        "OGC API": ADDRESS + "/ogc/collections/communes/items?limit=100",
    }.items():
        found = geopandas.read_file(address)
        check(len(found) == 9 and sorted(found["insee"]) == [f"0200{i}" for i in range(1, 10)], what)
        check(abs(found.to_crs(2154).total_bounds - [600000, 6800000, 630000, 6830000]).max() < 0.01, f"{what}: {found.crs} {found.total_bounds}")
    file = FOLDER / "communes.gpkg"
    urllib.request.urlretrieve(WFS.format("2.0.0") + "&OUTPUTFORMAT=gpkg", file)
    check(geopandas.read_file(file, layer="communes").crs.to_epsg() == 2154, "GeoPackage")


def sf():
    need("Rscript")
    script = FOLDER / "sf.R"
    script.write_text(f"""
        suppressMessages(library(sf))
        seen <- function(what, layer, n = 9) {{
          if (nrow(layer) != n || is.na(st_crs(layer))) stop(what, ": ", nrow(layer), " features, system ", st_crs(layer)$input)
          if (max(abs(as.numeric(st_bbox(st_transform(layer, 2154))) - c(600000, 6800000, 630000, 6830000))) > 10) stop(what, ": ", paste(st_bbox(layer)))
        }}
        for (version in c("1.1.0", "2.0.0")) seen(version, st_read(sprintf("{WFS}", version), quiet = TRUE))
        seen("GeoJSON", st_read("{WFS.format('2.0.0')}&OUTPUTFORMAT=application/json", quiet = TRUE))
        seen("WFS:", st_read("WFS:{ADDRESS}/wfs", "srce:communes", quiet = TRUE))
        seen("OAPIF:", st_read("OAPIF:{ADDRESS}/ogc", "communes", quiet = TRUE))
        points <- read.csv("{ADDRESS}/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=seuils_ROE&OUTPUTFORMAT=csv", colClasses = c(type = "character"))
        if (nrow(points) != 1500 || min(points$longitude) < 1.5 || max(points$latitude) > 48.8) stop("CSV")
    """.replace("{0}", "%s"))
    run("Rscript", "--vanilla", str(script))


def ogr_fdw():
    tools = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/lib/ogr_fdw.so"))
    if not tools or os.getuid() != 0:
        print("absent")
        sys.exit(0)
    programs, data, port = tools[-1].parent.parent / "bin", FOLDER / "data", str(free_port())
    shutil.chown(FOLDER, "postgres")
    as_postgres = lambda *command: run("runuser", "-u", "postgres", "--", *map(str, command), cwd="/tmp")
    as_postgres(programs / "initdb", "-D", data, "-A", "trust")
    subprocess.run(["runuser", "-u", "postgres", "--", programs / "pg_ctl", "-D", data, "-w", "-l", FOLDER / "log", "-o", f"-p {port} -k {FOLDER} -c listen_addresses=''", "start"], check=True, capture_output=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/tmp")
    try:
        sql = lambda text: as_postgres(programs / "psql", "-h", FOLDER, "-p", port, "-d", "postgres", "-Atq", "-v", "ON_ERROR_STOP=1", "-c", text).strip()
        sql("CREATE EXTENSION ogr_fdw")
        for name, source, form in (("wfs", f"WFS:{ADDRESS}/wfs", "WFS"), ("api", f"OAPIF:{ADDRESS}/ogc", "OAPIF")):
            sql(f"CREATE SCHEMA {name}; CREATE SERVER {name} FOREIGN DATA WRAPPER ogr_fdw OPTIONS (datasource '{source}', format '{form}'); IMPORT FOREIGN SCHEMA ogr_all FROM SERVER {name} INTO {name}")
            table = sql(f"SELECT table_name FROM information_schema.tables WHERE table_schema = '{name}' AND table_name LIKE '%communes' ORDER BY length(table_name) LIMIT 1")
            check(sql(f"SELECT count(*) FROM {name}.{table}") == "9", f"{name}: rows")
            check(sql(f"SELECT nom FROM {name}.{table} WHERE insee = '02005'") == "Commune n° 5", f"{name}: condition")
    finally:
        as_postgres(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def mapserver():
    program = next((p for p in ("map2img", "shp2img") if shutil.which(p)), None)
    need(program or "map2img")
    for what, connection in {
        "WMS 1.3.0": f"""CONNECTIONTYPE WMS CONNECTION "{ADDRESS}/wms?" METADATA "wms_name" "communes" "wms_srs" "EPSG:2154" "wms_server_version" "1.3.0" "wms_format" "image/png" END TYPE RASTER""",
        "WMS 1.1.1": f"""CONNECTIONTYPE WMS CONNECTION "{ADDRESS}/wms?" METADATA "wms_name" "communes" "wms_srs" "EPSG:2154" "wms_server_version" "1.1.1" "wms_format" "image/png" END TYPE RASTER""",
        "WFS 1.1.0": f"""CONNECTIONTYPE WFS CONNECTION "{ADDRESS}/wfs?" METADATA "wfs_typename" "communes" "wfs_version" "1.1.0" "wfs_srs" "EPSG:2154" "wfs_request_method" "GET" END TYPE POLYGON CLASS STYLE COLOR 200 0 0 OUTLINECOLOR 0 0 0 END END""",
        "WFS 1.0.0 by POST": f"""CONNECTIONTYPE WFS CONNECTION "{ADDRESS}/wfs?" METADATA "wfs_typename" "communes" "wfs_version" "1.0.0" "wfs_srs" "EPSG:2154" "wfs_request_method" "POST" END TYPE POLYGON CLASS STYLE COLOR 200 0 0 OUTLINECOLOR 0 0 0 END END""",
    }.items():
        mapfile, picture = FOLDER / "essai.map", FOLDER / "essai.png"
        mapfile.write_text(f"""
            MAP NAME "essai" SIZE 200 200 EXTENT {BOX.replace(",", " ")} UNITS METERS IMAGETYPE PNG24 PROJECTION "init=epsg:2154" END
            OUTPUTFORMAT NAME "PNG24" DRIVER AGG/PNG MIMETYPE "image/png" IMAGEMODE RGB EXTENSION "png" END
            WEB IMAGEPATH "{FOLDER}/" IMAGEURL "/" METADATA "ows_enable_request" "*" END END
            LAYER NAME "l" STATUS DEFAULT {connection} PROJECTION "init=epsg:2154" END END END
        """)
        picture.unlink(missing_ok=True)
        run(program, "-m", str(mapfile), "-o", str(picture))
        check(colours(picture) > 1, f"{what}: an empty picture")


def mapproxy():
    need("mapproxy-util")
    check("communes" in run("mapproxy-util", "wms-capabilities", "--host", ADDRESS + "/wms", "--version", "1.3.0"), "capabilities")
    configuration, port = FOLDER / "mapproxy.yaml", free_port()
    configuration.write_text(f"""
services: {{ wms: {{ srs: ['EPSG:3857', 'EPSG:2154'], bbox_srs: ['EPSG:3857'], md: {{ title: essai }} }} }}
layers: [ {{ name: l, title: l, sources: [c] }} ]
caches: {{ c: {{ grids: [GLOBAL_MERCATOR], sources: [s] }} }}
sources: {{ s: {{ type: wms, wms_opts: {{ version: 1.3.0, featureinfo: true, legendgraphic: true }}, req: {{ url: '{ADDRESS}/wms', layers: communes, transparent: true }} }} }}
globals: {{ cache: {{ base_dir: '{FOLDER}/cache', lock_dir: '{FOLDER}/locks', tile_lock_dir: '{FOLDER}/tiles' }} }}
""")
    server = subprocess.Popen(["mapproxy-util", "serve-develop", "-b", f"127.0.0.1:{port}", str(configuration)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        asked = f"http://127.0.0.1:{port}/service?SERVICE=WMS&VERSION=1.1.1&LAYERS=l&STYLES=&SRS=EPSG:2154&BBOX={BOX}&WIDTH=200&HEIGHT=200&FORMAT=image/png"
        for _ in range(100):
            try:
                urllib.request.urlretrieve(asked + "&REQUEST=GetMap", FOLDER / "carte.png")
                break
            except OSError:
                time.sleep(0.3)
        check(colours(FOLDER / "carte.png") > 1, "an empty picture")
        info = urllib.request.urlopen(asked + "&REQUEST=GetFeatureInfo&QUERY_LAYERS=l&X=100&Y=100&INFO_FORMAT=application/json").read().decode()
        check("02005" in info, "feature info: " + info[:300])
    finally:
        os.killpg(server.pid, 15)


def grass():
    need("grass")
    commands = FOLDER / "commands.sh"
    commands.write_text(f"""set -e
        g.region n=6830000 s=6800000 e=630000 w=600000 res=300
        for version in 1.3.0 1.1.1; do r.in.wms url="{ADDRESS}/wms" layers=communes output=carte srs=2154 wms_version=$version format=png --overwrite; done
        g.list type=raster
        v.in.wfs url="{ADDRESS}/wfs?" name=communes output=communes srs=EPSG:2154
        v.info -t map=communes
    """)
    told = run("grass", "--tmp-location", "EPSG:2154", "--exec", "bash", str(commands), env={**os.environ, "HOME": str(FOLDER)})
    check("carte" in told and "areas=9" in told, told[-1500:])


def libreoffice():
    need("soffice")
    book = FOLDER / "communes.xlsx"
    urllib.request.urlretrieve(WFS.format("2.0.0") + "&OUTPUTFORMAT=xlsx", book)
    run("soffice", "--headless", f"-env:UserInstallation=file://{FOLDER}/profil", "--convert-to", "csv", "--outdir", str(FOLDER), str(book))
    with open(FOLDER / "communes.csv", encoding="utf-8", errors="replace") as table:
        rows = list(csv.reader(table))
    check(sorted(row[1] for row in rows[1:]) == [f"0200{i}" for i in range(1, 10)], rows[:6])


def josm():
    """The classes of its imagery, without its window."""
    need("josm", "java")
    script = FOLDER / "Imagery.java"
    script.write_text(JOSM)
    jar = next((jar for jar in ("/usr/share/josm/josm.jar", "/usr/share/java/josm.jar") if os.path.exists(jar)), None)
    check(jar, "josm.jar")
    seen = run("java", "-Djava.awt.headless=true", f"-Djosm.home={FOLDER}/josm", "-cp", jar + ":/usr/share/java/*", str(script), ADDRESS)
    addresses = [line for line in seen.splitlines() if line.startswith("TILE ")]
    check(len(addresses) == 4, seen[-1500:])
    for number, address in enumerate(addresses):
        urllib.request.urlretrieve(address.split(" ", 1)[1], FOLDER / f"josm{number}.png")
        check(colours(FOLDER / f"josm{number}.png") > 1, "an empty picture: " + address)


JOSM = r"""
import java.util.List;
import org.openstreetmap.josm.data.imagery.*;
import org.openstreetmap.josm.data.preferences.*;
import org.openstreetmap.josm.data.projection.*;
import org.openstreetmap.josm.spi.preferences.*;
import org.openstreetmap.josm.io.imagery.WMSImagery;

public class Imagery {
    public static void main(String[] arguments) throws Exception {
        Config.setPreferencesInstance(new MemoryPreferences());
        Config.setBaseDirectoriesProvider(JosmBaseDirectories.getInstance());
        Config.setUrlsProvider(JosmUrls.getInstance());
        org.openstreetmap.josm.tools.HttpClient.setFactory(org.openstreetmap.josm.tools.Http1Client::new);
        ProjectionRegistry.setProjection(Projections.getProjectionByCode("EPSG:3857"));
        var wms = new WMSImagery(arguments[0] + "/wms?SERVICE=WMS");
        var layers = wms.getLayers().stream().flatMap(Imagery::all).toList();
        var communes = layers.stream().filter(layer -> "communes".equals(layer.getName())).findFirst().orElseThrow();
        if (!communes.getCrs().contains("EPSG:3857") || !communes.getCrs().contains("EPSG:2154")) throw new Exception("" + communes.getCrs());
        tile(wms.buildGetMapUrl(List.of(communes.getName()), List.of(""), "image/png", true));
        tile(arguments[0] + "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=communes&STYLES=&FORMAT=image/png&TRANSPARENT=true&CRS={proj}&WIDTH={width}&HEIGHT={height}&BBOX={bbox}");
        tile(arguments[0] + "/wms?SERVICE=WMS&VERSION=1.1.1&REQUEST=GetMap&LAYERS=communes&STYLES=&FORMAT=image/png&TRANSPARENT=TRUE&SRS={proj}&WIDTH={width}&HEIGHT={height}&BBOX={bbox}");
        ProjectionRegistry.setProjection(Projections.getProjectionByCode("EPSG:4326"));
        tile(arguments[0] + "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=communes&STYLES=&FORMAT=image/png&TRANSPARENT=TRUE&CRS={proj}&WIDTH={width}&HEIGHT={height}&BBOX={bbox}");
    }

    static java.util.stream.Stream<LayerDetails> all(LayerDetails layer) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(layer), layer.getChildren().stream().flatMap(Imagery::all));
    }

    static void tile(String template) {
        var source = new TemplatedWMSTileSource(new ImageryInfo("essai", template, "wms", null, null), ProjectionRegistry.getProjection());
        source.initProjection();
        var place = source.latLonToTileXY(48.42, 1.84, 9);
        System.out.println("TILE " + source.getTileUrl(9, place.getXIndex(), place.getYIndex()).replace(" ", "%20"));
    }
}
"""


def qgis_server():
    """QGIS Server that shows layers of ours: WMS, WFS, OGC API in one project."""
    server = "/usr/lib/cgi-bin/qgis_mapserv.fcgi"
    if not os.path.exists(server):
        print("absent")
        sys.exit(0)
    from PIL import Image
    from qgis.core import QgsApplication, QgsProject, QgsRasterLayer, QgsVectorLayer
    application = QgsApplication([], False)
    application.initQgis()
    layers = [
        QgsRasterLayer(f"crs=EPSG:2154&format=image/png&layers=communes&styles&url={ADDRESS}/wms", "images", "wms"),
        QgsVectorLayer(f"srsname='EPSG:2154' typename='srce:communes' url='{ADDRESS}/wfs' version='2.0.0' pagingEnabled='true'", "wfs", "WFS"),
        QgsVectorLayer(f"url='{ADDRESS}/ogc' typename='communes'", "api", "OAPIF"),
    ]
    for layer in layers:
        check(layer.isValid(), f"{layer.name()} is not valid")
    project = QgsProject.instance()
    project.addMapLayers(layers)
    project.writeEntry("WFSLayers", "/", [layer.id() for layer in layers[1:]])
    check(project.write(str(FOLDER / "cascade.qgs")), "the project was not written")
    application.exitQgis()

    def ask(query):
        done = subprocess.run([server], capture_output=True, timeout=120, env={
            **os.environ, "QUERY_STRING": "SERVICE=WMS&VERSION=1.3.0&" + query, "REQUEST_METHOD": "GET", "QGIS_PROJECT_FILE": str(FOLDER / "cascade.qgs"),
            "QT_QPA_PLATFORM": "offscreen", "HOME": str(FOLDER)})
        head, _, body = done.stdout.partition(b"\r\n\r\n" if b"\r\n\r\n" in done.stdout else b"\n\n")
        return head.decode(errors="replace"), body

    where = f"STYLES=&CRS=EPSG:2154&BBOX={BOX}&WIDTH=200&HEIGHT=200&FORMAT=image/png"
    for name in ("images", "wfs", "api"):
        head, body = ask(f"REQUEST=GetMap&LAYERS={name}&{where}")
        check("image/png" in head, f"{name}: {head} {body[:300]!r}")
        picture = FOLDER / f"{name}.png"
        picture.write_bytes(body)
        check(len(set(Image.open(picture).convert("RGB").getdata())) > 1, f"{name}: an empty picture")
        _, told = ask(f"REQUEST=GetFeatureInfo&LAYERS={name}&QUERY_LAYERS={name}&I=100&J=100&INFO_FORMAT=text/xml&{where}")
        check(b"02005" in told, f"{name}: {told[:600]!r}")


clients = dict(josm=josm, qgis_server=qgis_server, geopandas=geopandas, sf=sf, ogr_fdw=ogr_fdw, mapserver=mapserver, mapproxy=mapproxy, grass=grass, libreoffice=libreoffice)
try:
    clients[NAME]()
    print("well")
finally:
    shutil.rmtree(FOLDER, ignore_errors=True)
