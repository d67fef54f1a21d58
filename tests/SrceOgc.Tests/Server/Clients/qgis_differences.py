#!/usr/bin/env python3
"""QGIS, without a window, opens the WMS of the differences between two versions: each layer is drawn in its own colour, and a click tells.

Usage: qgis_differences.py WMS_ADDRESS NAME,X,Y,VALUE...  (a layer; a place in EPSG:2154 where it has a feature; a value of that feature)
"""
import os
import sys
import urllib.request
from xml.etree import ElementTree

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsMapRendererParallelJob, QgsMapSettings, QgsPointXY, QgsProject, QgsRaster, QgsRasterLayer, QgsRectangle  # noqa: E402

SIDE = 200
COLOURS = {"ajouts": "green", "retraits": "red", "modifications": "orange"}


def layer_names(address):
    with urllib.request.urlopen(f"{address}?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities") as answer:
        root = ElementTree.parse(answer).getroot()
    wms = "{http://www.opengis.net/wms}"
    return {name.text for layer in root.iter(f"{wms}Layer") if layer.get("queryable") == "1" for name in layer.findall(f"{wms}Name") if layer.find(f"{wms}Layer") is None}


def rendered(layer, box):
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:2154"))
    settings.setBackgroundColor(QColor(255, 255, 255))
    settings.setOutputSize(QSize(SIDE, SIDE))
    settings.setExtent(box)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def colour(image):
    """The hue of what is drawn, as people name it."""
    pixels = [image.pixelColor(x, y) for x in range(SIDE) for y in range(SIDE)]
    drawn = [pixel for pixel in pixels if pixel.hsvSaturation() > 40]
    if not drawn:
        return "nothing"
    hue = sorted(pixel.hsvHue() for pixel in drawn)[len(drawn) // 2]
    return "red" if hue < 15 or hue > 340 else "orange" if hue < 50 else "green" if 80 < hue < 170 else f"hue {hue}"


address = sys.argv[1]
expected = [argument.split(",") for argument in sys.argv[2:]]
application = QgsApplication([], False)
application.initQgis()
assert layer_names(address) == {name for name, *_ in expected}, layer_names(address)
for name, x, y, value in expected:
    layer = QgsRasterLayer(f"contextualWMSLegend=0&crs=EPSG:2154&dpiMode=7&format=image/png&layers={name}&styles&url={address}", name, "wms")
    assert layer.isValid(), (name, layer.error().message())
    place = QgsPointXY(float(x), float(y))
    box = QgsRectangle(place.x() - 8000, place.y() - 8000, place.x() + 8000, place.y() + 8000)
    assert colour(rendered(layer, box)) == COLOURS[name.split("_")[-1]], (name, colour(rendered(layer, box)))
    told = layer.dataProvider().identify(place, QgsRaster.IdentifyFormatFeature, box, SIDE, SIDE)
    assert told.isValid(), (name, told.error().message())
    values = [str(attribute) for store in list(told.results().values())[0] for feature in store.features() for attribute in feature.attributes()]
    assert any(value in text for text in values), (name, value, values)
print(f"{len(expected)} layers of differences drawn and identified")
QgsProject.instance().clear()
