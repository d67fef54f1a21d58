#!/usr/bin/env python3
"""QGIS, without a window, renders a map of each WMS layer as its users see it and finds that something is drawn.

Usage: qgis_wms.py WMS_ADDRESS SOURCE.gpkg
"""
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsMapRendererParallelJob, QgsMapSettings, QgsProject, QgsRasterLayer  # noqa: E402

from source_layers import public_name, source_layers  # noqa: E402

address, path = sys.argv[1:3]
application = QgsApplication([], False)
application.initQgis()
drawn = 0
for crs in ("EPSG:2154", "EPSG:3857", "EPSG:4326"):
    for _, source in source_layers(path):
        if source.GetGeomType() == 100:
            continue
        name = public_name(source.GetName())
        layer = QgsRasterLayer(f"contextualWMSLegend=0&crs={crs}&dpiMode=7&format=image/png&layers={name}&styles&url={address}", name, "wms")
        assert layer.isValid(), (name, crs, layer.error().message())
        settings = QgsMapSettings()
        settings.setLayers([layer])
        settings.setDestinationCrs(QgsCoordinateReferenceSystem(crs))
        settings.setBackgroundColor(QColor(255, 255, 255))
        settings.setOutputSize(QSize(300, 300))
        settings.setExtent(layer.extent())
        job = QgsMapRendererParallelJob(settings)
        job.start()
        job.waitForFinished()
        image = job.renderedImage()
        colours = {image.pixelColor(x, y).rgb() for x in range(0, 300, 3) for y in range(0, 300, 3)}
        assert len(colours) > 1, (name, crs, "nothing is drawn")
        drawn += 1
print(f"{drawn} maps drawn")
QgsProject.instance().clear()
