#!/usr/bin/env python3
"""GDAL's WMTS driver lists the layers and reads each on the Lambert-93 grid at the place the source file says; it draws what its WMS driver draws.

Usage: gdal_wmts.py WMTS_ADDRESS SOURCE.gpkg
"""
import sys

from osgeo import gdal

from source_layers import public_name, source_layers

gdal.UseExceptions()
address, path = sys.argv[1:3]
capabilities = f"{address}?SERVICE=WMTS&REQUEST=GetCapabilities"
listed = " ".join(name for name, _ in gdal.Open(f"WMTS:{capabilities}").GetSubDatasets())
read = 0
for _, source in source_layers(path):
    if source.GetGeomType() == 100 or source.GetFeatureCount() == 0:
        continue
    name = public_name(source.GetName())
    assert f"layer={name}," in listed, name
    picture = gdal.Open(f"WMTS:{capabilities},layer={name},tilematrixset=LAMB93_10cm,tilematrix=12")
    left, cell, _, top, _, _ = picture.GetGeoTransform()
    assert abs(cell - 51.2) < 1e-6, (name, cell)
    west, east, south, north = source.GetExtent()
    x, y = int((west - left) / cell), int((top - north) / cell)
    width, height = min(1024, int((east - west) / cell) + 2), min(1024, int((north - south) / cell) + 2)
    x, y = max(0, min(x, picture.RasterXSize - width)), max(0, min(y, picture.RasterYSize - height))
    colours = set(picture.GetRasterBand(4).ReadRaster(x, y, width, height))
    assert len(colours) > 1, (name, "nothing is drawn")
    read += 1
print(f"{read} pictures read")
