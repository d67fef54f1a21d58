#!/usr/bin/env python3
"""GDAL reads every layer of a GeoPackage from the server, in every version, and finds what is in the file.

Usage: gdal_wfs.py WFS_ADDRESS SOURCE.gpkg
"""
import sys
import urllib.request

from osgeo import gdal, ogr

from source_layers import field_value, public_name, same_geometry, same_value, source_layers


def check(condition, message):
    if not condition:
        sys.exit("FAILED: " + message)


def features(layer, key):
    layer.ResetReading()
    return {key(feature): feature for feature in layer}


def compare(version, served, source):
    name = source.GetName()
    got = features(served, lambda f: int(f.GetField(0).rsplit(".", 1)[1]))
    expected = features(source, lambda f: f.GetFID())
    check(got.keys() == expected.keys(), f"{version} {name}: {len(got)} features for {len(expected)}")
    check(served.GetFeatureCount() == len(expected), f"{version} {name}: hits")
    fields = source.GetLayerDefn().GetFieldCount()
    for fid, feature in expected.items():
        for i in range(fields):
            a, b = field_value(feature, i, source), field_value(got[fid], i + 1, source, i)
            check(same_value(a, b), f"{version} {name}.{fid} field {i}: {a!r} is {b!r}")
        check(same_geometry(feature.GetGeometryRef(), got[fid].GetGeometryRef()), f"{version} {name}.{fid}: geometry")
    return len(expected)


def compare_box(version, served, source):
    min_x, max_x, min_y, max_y = source.GetExtent()
    box = (min_x + (max_x - min_x) / 3, min_y + (max_y - min_y) / 3, max_x - (max_x - min_x) / 3, max_y - (max_y - min_y) / 3)
    wkt = "POLYGON(({0} {1},{2} {1},{2} {3},{0} {3},{0} {1}))".format(*box)
    served.SetSpatialFilter(ogr.CreateGeometryFromWkt(wkt))
    got = {int(f.GetField(0).rsplit(".", 1)[1]) for f in served}
    served.SetSpatialFilter(None)
    window = ogr.CreateGeometryFromWkt(wkt)
    expected = {f.GetFID() for f in source if f.GetGeometryRef() is not None and f.GetGeometryRef().Intersects(window)}
    check(got == expected, f"{version} {source.GetName()}: box, {len(got)} for {len(expected)}")


def compare_like(version, served, source):
    """A text field with an accent in its values: LIKE with it, sent to the server as a filter."""
    definition = source.GetLayerDefn()
    for i in range(definition.GetFieldCount()):
        if definition.GetFieldDefn(i).GetType() != ogr.OFTString:
            continue
        accented = {f.GetFID() for f in source if "é" in (f.GetField(i) or "")}
        if not accented:
            continue
        served.SetAttributeFilter(f"\"{served.GetLayerDefn().GetFieldDefn(i + 1).GetName()}\" LIKE '%é%'")
        got = {int(f.GetField(0).rsplit(".", 1)[1]) for f in served if "é" in (f.GetField(i + 1) or "")}
        served.SetAttributeFilter(None)
        check(got == accented, f"{version} {source.GetName()}: LIKE, {len(got)} for {len(accented)}")
        return 1
    return 0


def compare_file(layer_format, pattern, source):
    """The whole layer downloaded as a file, counted and bounded by GDAL."""
    name = public_name(source.GetName())
    content = urllib.request.urlopen(f"{address}?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES={name}&OUTPUTFORMAT={layer_format}").read()
    gdal.FileFromMemBuffer("/vsimem/download", content)
    dataset = gdal.OpenEx(pattern.format("/vsimem/download"), gdal.OF_VECTOR, allowed_drivers=["GPKG", "ESRI Shapefile"])
    count = sum(dataset.GetLayer(i).GetFeatureCount() for i in range(dataset.GetLayerCount()) if dataset.GetLayer(i).GetName() not in ("layer_styles", name + "_champs"))
    check(count == source.GetFeatureCount(), f"{layer_format} {name}: {count} features")
    layer = next(dataset.GetLayer(i) for i in range(dataset.GetLayerCount()) if dataset.GetLayer(i).GetName() == name)
    if source.GetGeomType() != ogr.wkbNone:
        check(all(abs(a - b) < 0.001 for a, b in zip(layer.GetExtent(), source.GetExtent())), f"{layer_format} {name}: extent")
        check(layer.GetSpatialRef().IsSame(source.GetSpatialRef(), ["IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", "CRITERION=EQUIVALENT"]) == 1, f"{layer_format} {name}: {layer.GetSpatialRef().ExportToWkt()}")
        check(layer_format != "gpkg" or abs(sum(f.GetGeometryRef().Area() for f in layer if f.GetGeometryRef()) - sum(f.GetGeometryRef().Area() for f in source if f.GetGeometryRef())) < 1, f"{layer_format} {name}: area")


address, path = sys.argv[1:3]
total, liked = 0, 0
for version in ("2.0.0", "1.1.0", "1.0.0"):
    service = gdal.OpenEx(f"WFS:{address}?VERSION={version}", gdal.OF_VECTOR)
    for dataset, source in source_layers(path):
        served = service.GetLayerByName("srce:" + public_name(source.GetName()))
        check(served is not None, f"{version} {source.GetName()}: not served")
        total += compare(version, served, source)
        liked += compare_like(version, served, source)
        if source.GetGeomType() != ogr.wkbNone:
            compare_box(version, served, source)
for dataset, source in source_layers(path):
    compare_file("gpkg", "{}", source)
    compare_file("shape-zip", "/vsizip/{{{}}}", source)
print(f"{total} features alike, {liked} filters")
