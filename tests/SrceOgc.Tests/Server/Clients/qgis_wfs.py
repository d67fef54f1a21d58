#!/usr/bin/env python3
"""QGIS, without a window, loads every layer of a GeoPackage through its WFS provider and finds what is in the file.

Usage: qgis_wfs.py WFS_ADDRESS SOURCE.gpkg
"""
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.core import QgsApplication, QgsFeatureRequest, QgsRectangle, QgsVectorLayer, QgsWkbTypes  # noqa: E402

from source_layers import public_name, source_layers  # noqa: E402

address, path = sys.argv[1:3]
application = QgsApplication([], False)
application.initQgis()


def wfs(name, version, more=""):
    layer = QgsVectorLayer(f"typename='srce:{name}' url='{address}' version='{version}' pagingEnabled='true' srsname='EPSG:2154' {more}", name, "WFS")
    assert layer.isValid(), (name, version, layer.error().message())
    return layer


def count(layer, rectangle=None):
    request = QgsFeatureRequest()
    if rectangle:
        request.setFilterRect(rectangle).setFlags(QgsFeatureRequest.ExactIntersect)
    return sum(1 for _ in layer.getFeatures(request))


loaded = 0
for version in ("auto", "1.1.0", "1.0.0"):
    for _, layer in source_layers(path):
        source = QgsVectorLayer(f"{path}|layername={layer.GetName()}", layer.GetName(), "ogr")
        served = wfs(public_name(layer.GetName()), version)
        assert count(served) == source.featureCount() == served.featureCount(), (version, layer.GetName(), served.featureCount(), source.featureCount())
        if layer.GetGeomType() == 100:
            continue
        assert served.crs().authid() == "EPSG:2154", served.crs().authid()
        assert QgsWkbTypes.geometryType(served.wkbType()) == QgsWkbTypes.geometryType(source.wkbType()) or source.wkbType() == QgsWkbTypes.Unknown, layer.GetName()
        ours, theirs = served.extent(), source.extent()
        assert all(abs(a - b) < 0.01 for a, b in zip(
            (ours.xMinimum(), ours.yMinimum(), ours.xMaximum(), ours.yMaximum()), (theirs.xMinimum(), theirs.yMinimum(), theirs.xMaximum(), theirs.yMaximum()))), layer.GetName()
        third = QgsRectangle(theirs)
        third.scale(0.4)
        assert count(wfs(public_name(layer.GetName()), version, "restrictToRequestBBOX='1'"), third) == count(source, third), (version, layer.GetName(), "box")
        loaded += 1
page = wfs("communes", "auto", "pageSize='4'")
assert count(page) == 9, "pages"
filtered = wfs("communes", "auto", "filter='\"nom\" LIKE \\'%n° 5\\' OR \"insee\" = \\'02001\\''")
assert sorted(feature["insee"] for feature in filtered.getFeatures()) == ["02001", "02005"], "filter"
ordered = wfs("communes", "auto", "sql=SELECT * FROM communes WHERE insee > '02003' ORDER BY nom DESC")
assert [feature["insee"] for feature in ordered.getFeatures()][0] == "02009", "order"
print(f"{loaded} layers alike", flush=True)
# Not exitQgis: with layers still in Python's hands it crashes on its way out.
os._exit(0)
