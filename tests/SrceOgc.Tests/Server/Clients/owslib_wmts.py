#!/usr/bin/env python3
"""OWSLib reads the capabilities of the tiles and asks for one of each layer at the place the source file says.

Usage: owslib_wmts.py WMTS_ADDRESS SOURCE.gpkg
"""
import sys

from owslib.wmts import WebMapTileService

from source_layers import public_name, source_layers

address, path = sys.argv[1:3]
service = WebMapTileService(address)
grid = service.tilematrixsets["LAMB93_10cm"]
scale = grid.tilematrix["12"]
side = scale.scaledenominator * 0.00028 * scale.tilewidth
asked = 0
for _, source in source_layers(path):
    if source.GetGeomType() == 100:
        continue
    name = public_name(source.GetName())
    layer = service[name]
    assert layer.title and layer.styles and layer.boundingBoxWGS84 and layer.resourceURLs, name
    left, right, bottom, top = source.GetExtent()
    column, row = int(((left + right) / 2 - scale.topleftcorner[0]) / side), int((scale.topleftcorner[1] - (top + bottom) / 2) / side)
    tile = service.gettile(layer=name, tilematrixset="LAMB93_10cm", tilematrix="12", row=row, column=column, format="image/png").read()
    assert tile[1:4] == b"PNG", name
    asked += 1
print(f"{asked} layers asked")
