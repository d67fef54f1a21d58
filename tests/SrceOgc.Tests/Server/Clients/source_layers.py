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


def same_value(a, b):
    """GDAL trims the text of an element, and reads an empty one as a null."""
    a, b = ((value.strip() or None) if isinstance(value, str) else value for value in (a, b))
    if a is None or b is None:
        return a is None and b is None
    if isinstance(a, float) or isinstance(b, float):
        return abs(float(a) - float(b)) <= 1e-9 * max(1.0, abs(float(a)))
    return str(a).replace("\r\n", "\n").replace("\x01", "\ufffd") == str(b).replace("\r\n", "\n")


def same_geometry(a, b):
    """Same parts and vertices to the millimetre; single and multi are one."""
    if a is None or b is None or a.IsEmpty():
        return (a is None or a.IsEmpty()) and (b is None or b.IsEmpty())
    a, b = a.GetLinearGeometry(), b.GetLinearGeometry()
    return vertices(a) == len(positions(b)) and all(
        abs(p[0] - q[0]) < 0.0006 and abs(p[1] - q[1]) < 0.0006 for p, q in zip(sorted(positions(a)), sorted(positions(b)))) or a.Buffer(0.01).Contains(b) and b.Buffer(0.01).Contains(a)


def vertices(geometry):
    return len(positions(geometry))


def positions(geometry):
    if geometry.GetGeometryCount():
        return [p for i in range(geometry.GetGeometryCount()) for p in positions(geometry.GetGeometryRef(i))]
    return [geometry.GetPoint_2D(i) for i in range(geometry.GetPointCount())]
