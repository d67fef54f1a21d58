#!/usr/bin/env python3
"""GDAL's WMS driver lists the layers and reads a picture of each at the place the source file says.

Usage: gdal_wms.py WMS_ADDRESS SOURCE.gpkg
"""
import sys

from osgeo import gdal

from source_layers import public_name, source_layers

gdal.UseExceptions()
address, path = sys.argv[1:3]
listed = {title.split("LAYERS=")[1].split("&")[0] for title, _ in gdal.Open(f"WMS:{address}?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities").GetSubDatasets()}
read = 0
for _, source in source_layers(path):
    if source.GetGeomType() == 100 or source.GetFeatureCount() == 0:
        continue
    name = public_name(source.GetName())
    assert name in listed, name
    left, right, bottom, top = source.GetExtent()
    for version, key in (("1.3.0", "CRS"), ("1.1.1", "SRS")):
        picture = gdal.Open(
            f"<GDAL_WMS><Service name='WMS'><Version>{version}</Version><ServerUrl>{address}?</ServerUrl><{key}>EPSG:2154</{key}><ImageFormat>image/png</ImageFormat>"
            f"<Layers>{name}</Layers></Service><DataWindow><UpperLeftX>{left}</UpperLeftX><UpperLeftY>{top}</UpperLeftY><LowerRightX>{right}</LowerRightX><LowerRightY>{bottom}</LowerRightY>"
            "<SizeX>256</SizeX><SizeY>256</SizeY></DataWindow><BandsCount>3</BandsCount><BlockSizeX>256</BlockSizeX><BlockSizeY>256</BlockSizeY></GDAL_WMS>")
        band = picture.GetRasterBand(1).ReadRaster()
        assert len(set(band)) > 1, (name, version, "nothing is drawn")
        read += 1
print(f"{read} pictures read")
