#!/usr/bin/env python3
"""QGIS, without a window, takes over a style as it was delivered and as the server gives it back, and finds the same renderer and labels.

Usage: qgis_given_back.py FOLDER     with NAME.delivered.qml and NAME.given.qml in it
"""
import difflib
import glob
import os
import re
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.PyQt.QtXml import QDomDocument  # noqa: E402
from qgis.core import QgsApplication, QgsMapLayer, QgsReadWriteContext, QgsVectorLayer  # noqa: E402

application = QgsApplication([], False)
application.initQgis()
KINDS = ("Point", "LineString", "Polygon")
CATEGORIES = QgsMapLayer.StyleCategories(QgsMapLayer.Symbology | QgsMapLayer.Labeling | QgsMapLayer.Rendering)


def taken_over(path, kind, everything):
    """What a layer says of its symbols and labels after it took a style over; None when QGIS refuses it for this geometry."""
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:2154&field=nom:string&field=classe:integer", "essai", "memory")
    document = QDomDocument()
    with open(path, encoding="utf-8") as file:
        assert document.setContent(file.read())[0], path
    done, _ = layer.importNamedStyle(document) if everything else layer.importNamedStyle(document, CATEGORIES)
    if not done:
        return None
    written = QDomDocument("qgis")
    root = written.createElement("qgis")
    written.appendChild(root)
    error = ""
    layer.writeStyle(root, written, error, QgsReadWriteContext(), CATEGORIES)
    scales = (layer.hasScaleBasedVisibility(), layer.minimumScale(), layer.maximumScale(), layer.labelsEnabled())
    # Identifiers that QGIS draws by lot at each reading, and its attributes, which it writes in any order.
    text = re.sub(r"\{[0-9a-f-]{36}\}", "", written.toString())
    # A seed of random marks that is 0 in the file is drawn by lot too.
    text = "\n".join(line for line in text.split("\n") if 'name="seed"' not in line)
    return "\n".join(" ".join(sorted(line.split(" "))) for line in text.split("\n")), scales


def difference(expected, found):
    """The first lines that are not the same, and the scales."""
    if found is None or expected[0] == found[0]:
        return expected[1], found and found[1]
    return list(difflib.unified_diff(expected[0].split("\n"), found[0].split("\n"), lineterm="", n=0))[2:12]


compared = 0
for delivered in sorted(glob.glob(os.path.join(sys.argv[1], "*.delivered.qml"))):
    given = delivered.replace(".delivered.", ".given.")
    for kind in KINDS:
        expected = taken_over(delivered, kind, everything=False)
        if expected is None:
            continue
        for everything in (False, True):
            found = taken_over(given, kind, everything)
            assert found == expected, (os.path.basename(delivered), kind, everything, difference(expected, found))
        compared += 1
    with open(given, encoding="utf-8") as file:
        text = file.read()
    for word in ("attributeactions", "editform", "mapTip", "<script", "<?xml-stylesheet", "storedexpressions"):
        assert word not in text, (delivered, word)
print(f"{compared} styles the same")
assert compared > 0
