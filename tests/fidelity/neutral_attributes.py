#!/usr/bin/env python3
"""Changes each attribute that attributs.tsv says is without effect, in the styles of this folder that have it, and asks QGIS whether its
picture changes. Usage: neutral_attributes.py ATTRIBUTS.TSV. Ends with 1 and a line for each attribute that changes a picture."""
import collections
import glob
import os
import sys
import tempfile
import xml.etree.ElementTree as ET

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import *  # noqa: E402,F403
from qgis.PyQt.QtCore import QSize, Qt  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
STYLES_FOR_EACH = 2
OTHER = {"previewBkgrdColor": "10,20,30,255", "type": "line", "SymbolType": "Line", "layerType": "PointGeometry", "styleCategories": "Symbology",
         "graduatedMethod": "GraduatedSize", "id": "autre", "version": "3.40.0", "legendString": "Zz"}


def neutral(path):
    with open(path, encoding="utf-8") as rows:
        return {tuple(line.split("\t")[:2]) for line in rows if "\tsans\t" in line}


def holders(root, wanted):
    """(owner, name) -> the elements and attribute names that hold it."""
    found = collections.defaultdict(list)
    for part in [root, *root.iter()]:
        owner = "qgis" if part is root else part.tag
        for name in part.attrib:
            if (owner, name) in wanted and part.tag not in ("Option", "prop"):
                found[owner, name].append((part, name))
        if part.tag == "layer":
            for prop in part.findall("prop"):
                if (part.get("class"), prop.get("k")) in wanted:
                    found[part.get("class"), prop.get("k")].append((prop, "v"))
            for option in part.findall("Option/Option"):
                if (part.get("class"), option.get("name")) in wanted:
                    found[part.get("class"), option.get("name")].append((option, "value"))
    return found


def changed(name, value):
    if name in OTHER:
        return OTHER[name]
    if value in ("0", "1"):
        return "1" if value == "0" else "0"
    try:
        return str(float(value) * 2 + 3)
    except ValueError:
        return "Inch" if name.endswith("unit") else "3x:0,0,1,5,1,5" if name.endswith("scale") else value + "9"


def draw(layer, root):
    with tempfile.NamedTemporaryFile("wb", suffix=".qml", delete=False) as out:
        out.write(b"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + ET.tostring(root))
    layer.loadNamedStyle(out.name)
    os.unlink(out.name)
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setOutputSize(QSize(240, 160))
    settings.setOutputDpi(96)
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:2154"))
    settings.setExtent(QgsRectangle(700000, 6800000, 702400, 6801600))
    settings.setBackgroundColor(QColor(Qt.white))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    bits = image.constBits()
    bits.setsize(image.sizeInBytes())
    return bytes(bits)


def layer_of(geometry):
    layer = QgsVectorLayer(f"{geometry}?crs=EPSG:2154&field=classe:string&field=valeur:integer&field=nom:string", "cas", "memory")
    with open(os.path.join(HERE, f"features_{geometry}.tsv"), encoding="utf-8") as rows:
        for row in rows:
            classe, valeur, nom, wkt = row.rstrip("\n").split("\t")
            feature = QgsFeature(layer.fields())
            feature.setAttributes([classe, int(valeur), nom])
            feature.setGeometry(QgsGeometry.fromWkt(wkt))
            layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    return layer


def main():
    app = QgsApplication([], False)
    app.initQgis()
    wanted, tried, wrong = neutral(sys.argv[1]), collections.Counter(), []
    with open(os.path.join(HERE, "cases.tsv"), encoding="utf-8") as rows:
        kinds = {row.split("\t")[0]: row.rstrip("\n").split("\t")[2] for row in rows}
    for path in sorted(glob.glob(os.path.join(HERE, "*.qml"))):
        name = os.path.basename(path)[:-4]
        if name == "random":
            continue
        layer, root, before = layer_of(kinds[name]), ET.parse(path).getroot(), None
        for key, places in holders(root, wanted).items():
            if tried[key] >= STYLES_FOR_EACH:
                continue
            tried[key] += 1
            before = before or draw(layer, root)
            kept = [(place, attribute, place.get(attribute)) for place, attribute in places]
            for place, attribute, value in kept:
                place.set(attribute, changed(key[1], value))
            if draw(layer, root) != before:
                wrong.append(f"{name}: {key[0]} {key[1]} changes the picture")
            for place, attribute, value in kept:
                place.set(attribute, value)
    print("\n".join(wrong))
    print(f"{len(tried)} attributes changed, {len(wrong)} change a picture")
    app.exitQgis()
    sys.exit(1 if wrong or not tried else 0)


main()
