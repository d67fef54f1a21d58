#!/usr/bin/env python3
"""OWSLib reads the capabilities of both versions, asks for a map and for the features in its middle.

Usage: owslib_wms.py WMS_ADDRESS SOURCE.gpkg
"""
import sys

from owslib.wms import WebMapService

from source_layers import public_name, source_layers

address, path = sys.argv[1:3]
asked = 0
for version in ("1.3.0", "1.1.1"):
    service = WebMapService(address, version=version)
    for _, source in source_layers(path):
        if source.GetGeomType() == 100:
            continue
        name = public_name(source.GetName())
        layer = service[name]
        assert layer.title and layer.styles and layer.boundingBoxWGS84, (version, name)
        left, right, bottom, top = source.GetExtent()
        if left == right:
            continue
        view = dict(layers=[name], styles=[""], srs="EPSG:2154", bbox=(left, bottom, right, top), size=(100, 100), format="image/png")
        assert service.getmap(**view).read()[1:4] == b"PNG", (version, name)
        info = service.getfeatureinfo(**view, query_layers=[name], info_format="text/plain", xy=(50, 50), feature_count=5).read()
        assert b"Exception" not in info, (version, name, info[:300])
        asked += 1
print(f"{asked} layers asked")
