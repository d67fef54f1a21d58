#!/usr/bin/env python3
"""QGIS, without a window, opens the catalogue project and every .qlr of the service: valid, styled, in the right group, CRS and extent.

Usage: qgis_catalogue.py SERVER_ADDRESS
"""
import json
import os
import sys
import tempfile
import time
import urllib.request

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.PyQt.QtCore import QSize, Qt  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402
from qgis.core import (QgsApplication, QgsCoordinateReferenceSystem, QgsLayerDefinition, QgsMapRendererParallelJob, QgsMapSettings,  # noqa: E402
                       QgsProject, QgsRasterLayer, QgsVectorLayer)

address = sys.argv[1]
application = QgsApplication([], False)
application.initQgis()
folder = tempfile.mkdtemp()


def fetch(path):
    with urllib.request.urlopen(address + path) as answer:
        return answer.read()


def download(path, name):
    target = os.path.join(folder, name)
    with open(target, "wb") as file:
        file.write(fetch(path))
    return target


def check(layer, group):
    assert layer.isValid(), (layer.id(), layer.error().message(), layer.source())
    published = known[layer.customProperty("srceogc/couche")]
    assert group is None or group == published["titreTrame"], (layer.id(), group, published["titreTrame"])
    # Where two datasets have a layer of one title, the dataset tells them apart.
    assert layer.name() in (published["titre"], f"{published['titre']} ({published['jeu']})"), (layer.name(), published["titre"])
    assert any(link.name == "Metadata" and link.url.startswith(address) for link in layer.metadata().links()), layer.id()
    assert layer.customProperty("srceogc/version") == published["version"]
    if "emprise" not in published:
        return
    assert layer.crs().authid() == "EPSG:2154", (layer.id(), layer.crs().authid())
    assert not layer.extent().isEmpty() or published["geometrie"] == "point", layer.id()
    if isinstance(layer, QgsVectorLayer):
        assert layer.renderer() is not None and layer.renderer().type() in ("RuleRenderer", "categorizedSymbol", "graduatedSymbol", "singleSymbol", "invertedPolygonRenderer", "mergedFeatureRenderer", "pointDisplacement"), layer.id()
        assert layer.featureCount() == published["objets"], (layer.id(), layer.featureCount(), published["objets"])


def picture(layers, extent):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:2154"))
    settings.setBackgroundColor(QColor(255, 255, 255))
    settings.setOutputSize(QSize(400, 400))
    settings.setOutputDpi(96)
    settings.setExtent(extent)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def difference(a, b):
    """Mean per channel after shrinking: hatches lie on another grid, labels and overlapping features in another order."""
    a, b = (image.scaled(40, 40, Qt.IgnoreAspectRatio, Qt.SmoothTransformation) for image in (a, b))
    total = sum(abs(x - y) for row in range(40) for column in range(40)
                for x, y in zip(a.pixelColor(column, row).getRgb()[:3], b.pixelColor(column, row).getRgb()[:3]))
    return total / 4800


# The layers of figures come with the first client that asks for some: another test's, in the middle of this one.
place, = json.loads(fetch("/api/v1/territoires?type=commune&q=a&limite=1"))["territoires"]
fetch(f"/api/v1/territoires/commune/{place['code']}/indicateurs")
until = time.time() + 120
while json.loads(fetch("/api/v1/indicateurs"))["etat"] != "a_jour" and time.time() < until:
    time.sleep(0.2)
catalogue = json.loads(fetch("/api/v1/couches"))
known = {layer["nom"]: layer for layer in catalogue["couches"]}

project = QgsProject.instance()
assert project.read(download("/qgis/catalogue.qgz", "catalogue.qgz")), project.error()
layers = project.mapLayers().values()
assert sum(isinstance(layer, QgsVectorLayer) for layer in layers) == len(known), (len(layers), len(known))
assert sum(isinstance(layer, QgsRasterLayer) for layer in layers) == sum("emprise" in layer for layer in known.values())
assert project.crs().authid() == "EPSG:2154"
for layer in layers:
    check(layer, project.layerTreeRoot().findLayer(layer).parent().name())
compared = 0
for name in known:
    vector, raster = (project.mapLayer(f"srceogc_{name}_{mode}") for mode in ("wfs", "wms"))
    if raster is None or known[name]["jeu"] == "oise_tvb":
        continue
    extent = vector.extent()
    if extent.isEmpty():
        extent.grow(500)
    mean = difference(picture([vector], extent), picture([raster], extent))
    assert mean < 8, (name, mean)
    compared += 1
project.clear()

definitions = 0
for name in known:
    for mode in ("wfs", "wms", "oapif"):
        if mode == "wms" and "emprise" not in known[name]:
            continue
        done, message = QgsLayerDefinition.loadLayerDefinition(download(f"/qgis/couches/{name}.qlr?mode={mode}", f"{name}.qlr"), project, project.layerTreeRoot())
        assert done, (name, mode, message)
        layer, = project.mapLayers().values()
        check(layer, None)
        project.clear()
        definitions += 1
for theme in catalogue["facettes"]["trames"]:
    done, message = QgsLayerDefinition.loadLayerDefinition(download(f"/qgis/trames/{theme['cle']}.qlr", "trame.qlr"), project, project.layerTreeRoot())
    assert done and len(project.mapLayers()) == theme["nombre"], (theme["cle"], message)
    assert project.layerTreeRoot().findGroup(theme["titre"]) is not None, theme["cle"]
    project.clear()
print(f"{len(known)} layers, {compared} pairs alike, {definitions} definitions")
