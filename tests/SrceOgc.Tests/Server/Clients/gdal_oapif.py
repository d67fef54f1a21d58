#!/usr/bin/env python3
"""GDAL's OAPIF driver reads every layer of a GeoPackage, page by page, and finds what is in the file; so does its GeoJSON
reader in every system the server speaks of. The driver of GDAL 3.6 asks for none and has degrees; those from 3.8 on ask for the
system in which the collection is stored.

Usage: gdal_oapif.py OGC_API_ADDRESS SOURCE.gpkg
"""
import json
import sys
import urllib.parse
import urllib.request

from osgeo import gdal, ogr, osr

from source_layers import field_value, public_name, same_geometry, same_value, source_layers

# A hundred-millionth of a degree, and what two implementations of Lambert-93 make of it.
TOLERANCE = 0.003


def check(condition, message):
    if not condition:
        sys.exit("FAILED: " + message)


def system(code):
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(code)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def moved(geometry, code, source):
    """A geometry in the system of the file."""
    if geometry is None or source.GetSpatialRef() is None:
        return geometry
    geometry = geometry.Clone()
    target = source.GetSpatialRef().Clone()
    target.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    geometry.AssignSpatialReference(None)
    geometry.Transform(osr.CoordinateTransformation(system(code), target))
    return geometry


def system_of(served):
    """The number of the system the driver gives features in."""
    reference = served.GetSpatialRef()
    return 4326 if reference is None or reference.IsGeographic() else int(reference.GetAuthorityCode(None))


def carried(geometry, source, code):
    geometry = geometry.Clone()
    lambert = source.GetSpatialRef().Clone()
    lambert.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    geometry.AssignSpatialReference(None)
    geometry.Transform(osr.CoordinateTransformation(lambert, system(code)))
    return geometry


def compare(what, got, source, code):
    expected = {feature.GetFID(): feature for feature in source}
    check(got.keys() == expected.keys(), f"{what} {source.GetName()}: {len(got)} features for {len(expected)}")
    for fid, feature in expected.items():
        for i in range(source.GetLayerDefn().GetFieldCount()):
            a, b = field_value(feature, i, source), field_value(got[fid], i, source)
            check(same_value(a, b), f"{what} {source.GetName()}.{fid} field {i}: {a!r} is {b!r}")
        check(same_geometry(feature.GetGeometryRef(), moved(got[fid].GetGeometryRef(), code, source), TOLERANCE), f"{what} {source.GetName()}.{fid}: geometry")
    return len(expected)


def compare_condition(service, source):
    """Equality on a text, which GDAL sends as a parameter since the definition of the interface has it."""
    definition = source.GetLayerDefn()
    for i in range(definition.GetFieldCount()):
        values = sorted({f.GetField(i) for f in source if f.GetField(i)}) if definition.GetFieldDefn(i).GetType() == ogr.OFTString else []
        if not values or not values[0].isprintable():
            continue
        served = service.GetLayerByName(public_name(source.GetName()))
        name = served.GetLayerDefn().GetFieldDefn(i).GetName()
        escaped = values[0].replace("'", "''")
        served.SetAttributeFilter(f"\"{name}\" = '{escaped}'")
        got = {f.GetFID() for f in served}
        check(got == {f.GetFID() for f in source if f.GetField(i) == values[0]}, f"{source.GetName()}: {name} = {values[0]!r}")
        served.SetAttributeFilter(None)
        return 1
    return 0


def compare_box(service, source):
    """The server's own answer in the system of the file, then what GDAL makes of it in the system it works in."""
    min_x, max_x, min_y, max_y = source.GetExtent()
    width, height = max_x - min_x, max_y - min_y
    corners = (min_x + 0.37 * width, min_y + 0.37 * height, min_x + 0.64 * width, min_y + 0.64 * height)
    window = ogr.CreateGeometryFromWkt("POLYGON(({0} {1},{2} {1},{2} {3},{0} {3},{0} {1}))".format(*corners))
    expected = {f.GetFID() for f in source if f.GetGeometryRef() is None or f.GetGeometryRef().IsEmpty() or f.GetGeometryRef().Intersects(window)}
    query = {"bbox": ",".join(map(repr, corners)), "bbox-crs": "http://www.opengis.net/def/crs/EPSG/0/2154", "limit": 100000, "skipGeometry": "true"}
    got = {feature["id"] for feature in items(source, query)}
    check(got == expected, f"{source.GetName()}: box, {len(got)} for {len(expected)}")
    served = service.GetLayerByName(public_name(source.GetName()))
    code = system_of(served)
    box = moved_box(corners, code)
    served.SetSpatialFilterRect(*box)
    count = sum(1 for _ in served)
    served.SetSpatialFilter(None)
    rectangle = ogr.CreateGeometryFromWkt("POLYGON(({0} {1},{2} {1},{2} {3},{0} {3},{0} {1}))".format(*box))
    inside = sum(1 for f in source if f.GetGeometryRef() is not None and carried(f.GetGeometryRef(), source, code).Intersects(rectangle))
    check(count == inside, f"{source.GetName()}: OAPIF box, {count} for {inside}")


def moved_box(corners, code):
    transformation = osr.CoordinateTransformation(system(2154), system(code))
    min_x, min_y, _ = transformation.TransformPoint(corners[0], corners[1])
    max_x, max_y, _ = transformation.TransformPoint(corners[2], corners[3])
    return min_x, min_y, max_x, max_y


def items(source, query):
    """The features of every page, by the links."""
    url = f"{address}/collections/{public_name(source.GetName())}/items?" + urllib.parse.urlencode(query)
    while url:
        page = json.load(urllib.request.urlopen(url))
        yield from page["features"]
        url = next((link["href"] for link in page["links"] if link["rel"] == "next"), None)


def in_system(source, code):
    """As GDAL reads GeoJSON; the order of EPSG:4326 is latitude first here (18-058r1)."""
    features = list(items(source, {"crs": f"http://www.opengis.net/def/crs/EPSG/0/{code}", "limit": 700}))
    dataset = gdal.OpenEx(json.dumps({"type": "FeatureCollection", "features": features}), gdal.OF_VECTOR, allowed_drivers=["GeoJSON"])
    got = {}
    for feature in dataset.GetLayer(0) if features else []:
        if code == 4326 and feature.GetGeometryRef():
            feature.GetGeometryRef().SwapXY()
        got[feature.GetFID()] = feature
    return dataset, got


address, path = sys.argv[1:3]
service = gdal.OpenEx("OAPIF:" + address, gdal.OF_VECTOR, open_options=["PAGE_SIZE=400"])
total, conditions = 0, 0
for opened, source in source_layers(path):
    served = service.GetLayerByName(public_name(source.GetName()))
    check(served is not None, f"{source.GetName()}: not served")
    check(served.GetFeatureCount() == source.GetFeatureCount(), f"{source.GetName()}: count {served.GetFeatureCount()}")
    total += compare("OAPIF", {feature.GetFID(): feature for feature in served}, source, system_of(served))
    conditions += compare_condition(service, source)
    if source.GetGeomType() == ogr.wkbNone:
        continue
    compare_box(service, source)
    for code in (2154, 3857, 4326):
        dataset, got = in_system(source, code)
        total += compare(f"EPSG:{code}", got, source, code)
print(f"{total} features alike, {conditions} conditions")
