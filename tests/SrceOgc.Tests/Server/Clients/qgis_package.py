#!/usr/bin/env python3
"""QGIS, without a window, opens the project inside a territory's package: every layer valid and styled as the file's own styles say, here and
after the file was moved; renamed, it is not found. The zip's project opens wherever it is unpacked.

Usage: qgis_package.py SERVER_ADDRESS
"""
import os
import re
import shutil
import sqlite3
import sys
import tempfile
import urllib.request
import zipfile
from xml.etree.ElementTree import canonicalize

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.PyQt.QtXml import QDomDocument  # noqa: E402
from qgis.core import QgsApplication, QgsProject, QgsReadWriteContext, QgsVectorLayer  # noqa: E402

address = sys.argv[1]
application = QgsApplication([], False)
application.initQgis()
folder = tempfile.mkdtemp()
TERRITORY = "commune/02001"
compared = 0


def download(ending):
    with urllib.request.urlopen(f"{address}/emporter/{TERRITORY}{ending}") as answer:
        disposition = answer.headers["Content-Disposition"]
        name = disposition.split('filename="')[1].split('"')[0] if 'filename="' in disposition else disposition.split("filename=")[1].split(";")[0]
        path = os.path.join(folder, name)
        with open(path, "wb") as file:
            shutil.copyfileobj(answer, file)
    return path


def look(renderer):
    """The renderer as XML in its canonical form, without the identifiers that QGIS draws by lot."""
    document = QDomDocument()
    document.appendChild(renderer.save(document, QgsReadWriteContext()))
    return re.sub(r"\{[0-9a-f-]{36}\}", "", canonicalize(document.toString(), strip_text=True))


def layers(uri, checked=True):
    """The layers of a project: how many are valid, how many are not."""
    project = QgsProject()
    assert project.read(uri), uri
    found = project.mapLayers().values()
    if checked:
        for layer in found:
            assert layer.isValid(), (layer.name(), layer.source())
            assert layer.crs().authid() == "EPSG:2154", layer.name()
            compare(layer)
        groups = [group.name() for group in project.layerTreeRoot().findGroups()]
        assert groups, "no groups"
    return len([layer for layer in found if layer.isValid()]), len(found)


def compare(layer):
    """With the style that the GeoPackage itself holds for the table."""
    alone = QgsVectorLayer(layer.source(), "alone", "ogr")
    _, has_style = alone.loadDefaultStyle()
    if has_style:
        global compared
        compared += 1
        ours, its = look(layer.renderer()), look(alone.renderer())
        assert ours == its, (layer.name(), ours, its)


def name_of(path):
    with sqlite3.connect(path) as file:
        return file.execute("SELECT name FROM qgis_projects").fetchone()[0]


package = download(".gpkg")
inside = f"geopackage:{package}?projectName={name_of(package)}"
valid, count = layers(inside)
assert valid == count > 1, (valid, count)

moved = os.path.join(tempfile.mkdtemp(), os.path.basename(package))
shutil.copy(package, moved)
assert layers(f"geopackage:{moved}?projectName={name_of(moved)}") == (count, count)

renamed = os.path.join(tempfile.mkdtemp(), "autre_nom.gpkg")
shutil.copy(package, renamed)
after_renaming, _ = layers(f"geopackage:{renamed}?projectName={name_of(renamed)}", checked=False)

unpacked = tempfile.mkdtemp()
with zipfile.ZipFile(download(".zip")) as archive:
    archive.extractall(unpacked)
projects = [os.path.join(root, name) for root, _, names in os.walk(unpacked) for name in names if name.endswith(".qgz")]
assert len(projects) == 1, projects
assert layers(projects[0]) == (count, count)
print(f"{count} layers valid and styled, {after_renaming} after renaming")
