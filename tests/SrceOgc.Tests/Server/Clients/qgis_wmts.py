#!/usr/bin/env python3
"""QGIS, without a window, renders each layer's tiles of the Lambert-93 grid beside a map of the WMS at the tiles' own scale: the two fall on each other.

Usage: qgis_wmts.py WMTS_ADDRESS SOURCE.gpkg
"""
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402
from qgis.core import (QgsApplication, QgsCoordinateReferenceSystem, QgsMapRendererSequentialJob, QgsMapSettings, QgsProject, QgsRasterLayer,  # noqa: E402
                       QgsRectangle)

from source_layers import public_name, source_layers  # noqa: E402

address, path = sys.argv[1:3]
application = QgsApplication([], False)
application.initQgis()
CELL, SIDE = 51.2, 512


def image(uri, name, extent):
    layer = QgsRasterLayer(uri, name, "wms")
    assert layer.isValid(), (name, layer.error().message())
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:2154"))
    settings.setBackgroundColor(QColor(255, 255, 255))
    settings.setOutputDpi(90.714285714)
    settings.setOutputSize(QSize(SIDE, SIDE))
    settings.setExtent(extent)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def strays_of(one, other):
    """Pixels drawn in one, and those of them that have nothing drawn in the other within a pixel."""
    def darkness(picture, i, j):
        colour = picture.pixelColor(i, j)
        return 255 - min(colour.red(), colour.green(), colour.blue())

    # QGIS resamples tiles: what is well seen in one leaves a trace in the other.
    places = [(i, j) for i in range(1, SIDE - 1, 3) for j in range(1, SIDE - 1, 3) if darkness(one, i, j) > 40]
    return len(places), sum(not any(darkness(other, i + u, j + v) for u in (0, -1, 1) for v in (0, -1, 1)) for i, j in places)


alike = 0
for _, source in source_layers(path):
    if source.GetGeomType() == 100 or source.GetFeatureCount() == 0:
        continue
    name = public_name(source.GetName())
    left, right, bottom, top = source.GetExtent()
    # On the grid's own pixels, so that nothing is resampled; not on the edges of its tiles.
    x, y = round((left + right) / 2 / CELL) * CELL, 12000000 - round((12000000 - (top + bottom) / 2) / CELL) * CELL
    extent = QgsRectangle(x - CELL * SIDE / 2, y - CELL * SIDE / 2, x + CELL * SIDE / 2, y + CELL * SIDE / 2)
    tiles = image(f"crs=EPSG:2154&format=image/png&layers={name}&styles=default&tileMatrixSet=LAMB93_10cm&url={address}?SERVICE%3DWMTS%26REQUEST%3DGetCapabilities"
                  .replace("styles=default", f"styles={sys.argv[3] if len(sys.argv) > 3 else ''}"), name, extent)
    wms = image(f"crs=EPSG:2154&dpiMode=0&format=image/png&layers={name}&styles&url={address.replace('/wmts', '/wms')}", name, extent)
    drawn, strays = strays_of(wms, tiles)
    back = strays_of(tiles, wms)
    # QGIS cuts the outlines of a WMS layer at the box it announces; tiles have no such edge.
    assert strays <= 0.02 * drawn and back[1] <= 0.05 * back[0], (name, drawn, strays, back)
    alike += drawn > 0
print(f"{alike} layers alike")
QgsProject.instance().clear()
