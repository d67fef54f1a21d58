#!/usr/bin/env python3
"""QGIS, without a window, loads every layer of a GeoPackage through its OGC API – Features provider and finds what is in the file.

Usage: qgis_oapif.py OGC_API_ADDRESS SOURCE.gpkg
"""
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsFeatureRequest, QgsProject, QgsVectorLayer, QgsWkbTypes  # noqa: E402

from source_layers import public_name, source_layers  # noqa: E402

address, path = sys.argv[1:3]
application = QgsApplication([], False)
application.initQgis()

def oapif(name, more=""):
    layer = QgsVectorLayer(f"typename='{name}' url='{address}' pagingEnabled='true' {more}", name, "OAPIF")
    assert layer.isValid(), (name, layer.error().message())
    return layer

def count(layer, box=None, crs=None):
    request = QgsFeatureRequest()
    if crs:
        request.setDestinationCrs(crs, QgsProject.instance().transformContext())
    if box:
        request.setFilterRect(box).setFlags(QgsFeatureRequest.ExactIntersect)
    return sum(1 for _ in layer.getFeatures(request))

def inside(source, box, crs):
    """Features of the file that meet a box of the system the provider works in: degrees in QGIS 3.22, that of the collection's storage later."""
    request = QgsFeatureRequest().setDestinationCrs(crs, QgsProject.instance().transformContext())
    return sum(1 for feature in source.getFeatures(request) if feature.hasGeometry() and feature.geometry().intersects(box))

loaded = 0
for _, layer in source_layers(path):
    name = public_name(layer.GetName())
    source = QgsVectorLayer(f"{path}|layername={layer.GetName()}", layer.GetName(), "ogr")
    served = oapif(name)
    assert count(served) == source.featureCount() == served.featureCount(), (name, served.featureCount(), source.featureCount())
    assert count(oapif(name, "pageSize='300'")) == source.featureCount(), (name, "pages")
    if layer.GetGeomType() == 100:
        continue
    assert QgsWkbTypes.geometryType(served.wkbType()) == QgsWkbTypes.geometryType(source.wkbType()) or source.wkbType() == QgsWkbTypes.Unknown, name
    for authid in ("EPSG:2154", "EPSG:3857", "EPSG:4326"):
        crs = QgsCoordinateReferenceSystem(authid)
        third = QgsCoordinateTransform(source.crs(), crs, QgsProject.instance()).transformBoundingBox(source.extent())
        third.scale(0.4)
        ours = count(oapif(name, "restrictToRequestBBOX='1'"), third, crs)
        theirs = inside(source, QgsCoordinateTransform(crs, served.crs(), QgsProject.instance()).transformBoundingBox(third), served.crs())
        assert ours == theirs, (name, authid, ours, theirs)
        loaded += 1

print(f"{loaded} layers alike", flush=True)
# Not exitQgis: with layers still in Python's hands it crashes on its way out.
os._exit(0)
