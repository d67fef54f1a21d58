"""What the source GeoPackage holds, read by GDAL, under the names the server gives."""
import re
import unicodedata

from osgeo import gdal, ogr

gdal.UseExceptions()


def public_name(text):
    """As the server: accents fall, anything else becomes an underscore."""
    plain = unicodedata.normalize("NFD", text.replace("œ", "oe").replace("æ", "ae"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    name = re.sub(r"[^A-Za-z0-9]+", "_", plain).strip("_")
    return name if name[:1].isalpha() else "_" + name


def source_layers(path):
    dataset = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_READONLY)
    for i in range(dataset.GetLayerCount()):
        layer = dataset.GetLayer(i)
        if layer.GetName() != "layer_styles":
            yield dataset, layer


def field_value(feature, i, source, source_field=None):
    """Dates as lists, whatever type GDAL gave the field; booleans as booleans."""
    definition = source.GetLayerDefn().GetFieldDefn(i if source_field is None else source_field)
    if not feature.IsFieldSetAndNotNull(i):
        return None
    if definition.GetType() in (ogr.OFTDate, ogr.OFTDateTime):
        numbers = [int(n) for n in re.findall(r"\d+", feature.GetFieldAsString(i))]
        return numbers[: 3 if definition.GetType() == ogr.OFTDate else 6]
    if definition.GetSubType() == ogr.OFSTBoolean:
        return str(feature.GetField(i)).lower() in ("1", "true")
    return feature.GetField(i)


def same_value(a, b):
    """GDAL trims the text of an element, and reads an empty one as a null."""
    a, b = ((value.strip() or None) if isinstance(value, str) else value for value in (a, b))
    if a is None or b is None:
        return a is None and b is None
    if isinstance(a, float) or isinstance(b, float):
        return abs(float(a) - float(b)) <= 1e-9 * max(1.0, abs(float(a)))
    return str(a).replace("\r\n", "\n").replace("\x01", "\ufffd") == str(b).replace("\r\n", "\n").replace("\x01", "\ufffd")


def same_geometry(a, b, tolerance=0.0006):
    """Same bounds to the millimetre, same number of vertices, same area and length to what a millimetre a vertex makes; single and multi are one."""
    if a is None or a.IsEmpty() or b is None:
        return (a is None or a.IsEmpty()) and b is None
    a, b = multi(a), multi(b)
    size = a.WkbSize()
    near = all(abs(p - q) < tolerance for p, q in zip(a.GetEnvelope(), b.GetEnvelope()))
    return near and size == b.WkbSize() and abs(length(a) - length(b)) < tolerance / 6 * size and abs(a.Area() - b.Area()) < tolerance * length(a) + 0.001


def length(geometry):
    """Of lines, or of the rings of polygons."""
    if geometry.GetGeometryName() == "MULTIPOINT":
        return 0
    return geometry.Boundary().Length() if geometry.GetGeometryName() == "MULTIPOLYGON" else geometry.Length()


def multi(geometry):
    geometry = geometry.GetLinearGeometry()
    geometry.FlattenTo2D()
    kinds = {ogr.wkbPoint: ogr.wkbMultiPoint, ogr.wkbLineString: ogr.wkbMultiLineString, ogr.wkbPolygon: ogr.wkbMultiPolygon,
             ogr.wkbMultiCurve: ogr.wkbMultiLineString, ogr.wkbMultiSurface: ogr.wkbMultiPolygon}
    return ogr.ForceTo(geometry, kinds.get(geometry.GetGeometryType(), geometry.GetGeometryType()))
