using System.Text;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.Formats.Gml;

/// <summary>Writes a geometry in one version of GML and one reference system; all its markup is prepared bytes.</summary>
internal sealed class GmlGeometryWriter
{
    private readonly Utf8Output _output;
    private readonly bool _hasIds;
    private readonly bool _northingFirst;
    private readonly FixedDecimals _decimals;
    private readonly byte _separator;
    private readonly byte[] _srsName;
    private readonly byte[] _dimension3;
    private readonly byte[] _positionOpen;
    private readonly byte[] _positionClose;
    private readonly byte[] _listOpen;
    private readonly byte[] _listClose;
    private readonly byte[] _exteriorOpen;
    private readonly byte[] _exteriorClose;
    private readonly byte[] _interiorOpen;
    private readonly byte[] _interiorClose;
    private readonly Collection _points;
    private readonly Collection _lines;
    private readonly Collection _polygons;
    private readonly Collection _mixed;

    public GmlGeometryWriter(Utf8Output output, GmlGeometryNames names, LayerSelection layer)
    {
        _output = output;
        _hasIds = names.HasIds;
        _northingFirst = layer.NorthingFirst;
        _decimals = layer.Decimals;
        _separator = names.CoordinateSeparator;
        _srsName = Bytes($" srsName=\"{(names.HasDimension ? layer.GmlCrsName : layer.Crs.ToString())}\"");
        _dimension3 = Bytes(names.HasDimension ? " srsDimension=\"3\"" : "");
        (_positionOpen, _positionClose) = (Bytes(names.PositionOpen), Bytes(names.PositionClose));
        (_listOpen, _listClose) = (Bytes(names.ListOpen), Bytes(names.ListClose));
        (_exteriorOpen, _exteriorClose) = (Bytes($"<{names.Exterior}><gml:LinearRing>"), Bytes($"</gml:LinearRing></{names.Exterior}>"));
        (_interiorOpen, _interiorClose) = (Bytes($"<{names.Interior}><gml:LinearRing>"), Bytes($"</gml:LinearRing></{names.Interior}>"));
        _points = new("gml:MultiPoint", "gml:pointMember");
        _lines = new(names.MultiLine, names.LineMember);
        _polygons = new(names.MultiPolygon, names.PolygonMember);
        _mixed = new("gml:MultiGeometry", "gml:geometryMember");
    }

    /// <summary>The elements of a collection and of each of its members.</summary>
    private sealed class Collection(string name, string member)
    {
        public readonly byte[] Open = Bytes($"<{name}");
        public readonly byte[] Close = Bytes($"</{name}>");
        public readonly byte[] MemberOpen = Bytes($"<{member}>");
        public readonly byte[] MemberClose = Bytes($"</{member}>");
    }

    /// <summary>The identifier of a geometry is its feature's, ".g", and for a part its number.</summary>
    public void Write(GeometryBuffer geometry, ReadOnlySpan<byte> featureId)
    {
        if (geometry.Type <= WkbType.Polygon)
        {
            WritePart(geometry, geometry.Parts[0], featureId, 0, isRoot: true);
            return;
        }
        var collection = geometry.Type switch
        {
            WkbType.MultiPoint => _points,
            WkbType.MultiLineString => _lines,
            WkbType.MultiPolygon => _polygons,
            _ => _mixed,
        };
        _output.Write(collection.Open);
        WriteAttributes(geometry, featureId, 0, isRoot: true);
        for (var i = 0; i < geometry.Parts.Length; i++)
        {
            _output.Write(collection.MemberOpen);
            WritePart(geometry, geometry.Parts[i], featureId, i + 1, isRoot: false);
            _output.Write(collection.MemberClose);
        }
        _output.Write(collection.Close);
    }

    private void WritePart(GeometryBuffer geometry, GeometryBuffer.Part part, ReadOnlySpan<byte> featureId, int number, bool isRoot)
    {
        switch (part.Type)
        {
            case WkbType.Point:
                WriteSimple("<gml:Point"u8, "</gml:Point>"u8, _positionOpen, _positionClose, geometry, part, featureId, number, isRoot);
                break;
            case WkbType.LineString:
                WriteSimple("<gml:LineString"u8, "</gml:LineString>"u8, _listOpen, _listClose, geometry, part, featureId, number, isRoot);
                break;
            default:
                WritePolygon(geometry, part, featureId, number, isRoot);
                break;
        }
    }

    private void WriteSimple(
        ReadOnlySpan<byte> open, ReadOnlySpan<byte> close, byte[] listOpen, byte[] listClose,
        GeometryBuffer geometry, GeometryBuffer.Part part, ReadOnlySpan<byte> featureId, int number, bool isRoot)
    {
        _output.Write(open);
        WriteAttributes(geometry, featureId, number, isRoot);
        WriteRing(geometry, part.FirstRing, listOpen, listClose);
        _output.Write(close);
    }

    private void WritePolygon(GeometryBuffer geometry, GeometryBuffer.Part part, ReadOnlySpan<byte> featureId, int number, bool isRoot)
    {
        _output.Write("<gml:Polygon"u8);
        WriteAttributes(geometry, featureId, number, isRoot);
        for (var i = 0; i < part.Rings; i++)
        {
            _output.Write(i == 0 ? _exteriorOpen : _interiorOpen);
            WriteRing(geometry, part.FirstRing + i, _listOpen, _listClose);
            _output.Write(i == 0 ? _exteriorClose : _interiorClose);
        }
        _output.Write("</gml:Polygon>"u8);
    }

    private void WriteAttributes(GeometryBuffer geometry, ReadOnlySpan<byte> featureId, int number, bool isRoot)
    {
        if (_hasIds)
            WriteId(featureId, number);
        if (isRoot)
            _output.Write(_srsName);
        if (isRoot && geometry.HasZ)
            _output.Write(_dimension3);
        _output.Write((byte)'>');
    }

    private void WriteId(ReadOnlySpan<byte> featureId, int number)
    {
        _output.Write(" gml:id=\""u8);
        _output.Write(featureId);
        _output.Write(".g"u8);
        if (number > 0)
        {
            _output.Write((byte)'.');
            _output.TryWrite(Layers.FieldValue.Of((long)number));
        }
        _output.Write((byte)'"');
    }

    private void WriteRing(GeometryBuffer geometry, int ring, byte[] open, byte[] close)
    {
        _output.Write(open);
        var (first, count) = geometry.Ring(ring);
        if (geometry.HasZ)
            WriteSpatialPositions(geometry, first, count);
        else
            WritePlanePositions(geometry.Coordinates.Slice(2 * first, 2 * count));
        _output.Write(close);
    }

    /// <summary>The hottest loop of a download: room is asked for once for the ring, the separator after the last position taken
    /// back.</summary>
    private void WritePlanePositions(ReadOnlySpan<double> xy)
    {
        var room = _output.Room(xy.Length * (FixedDecimals.MaximumLength + 1));
        var (firstAxis, secondAxis) = _northingFirst ? (1, 0) : (0, 1);
        var at = 0;
        for (var i = 0; i + 1 < xy.Length; i += 2)
        {
            at += _decimals.Print(xy[i + firstAxis], room[at..]);
            room[at++] = _separator;
            at += _decimals.Print(xy[i + secondAxis], room[at..]);
            room[at++] = (byte)' ';
        }
        _output.Advance(at - 1);
    }

    private void WriteSpatialPositions(GeometryBuffer geometry, int first, int count)
    {
        var room = _output.Room(3 * count * (FixedDecimals.MaximumLength + 1));
        var (firstAxis, secondAxis) = _northingFirst ? (1, 0) : (0, 1);
        var heights = new FixedDecimals(3);
        var at = 0;
        for (var i = first; i < first + count; i++)
        {
            at += _decimals.Print(geometry.Coordinates[2 * i + firstAxis], room[at..]);
            room[at++] = _separator;
            at += _decimals.Print(geometry.Coordinates[2 * i + secondAxis], room[at..]);
            room[at++] = _separator;
            at += heights.Print(geometry.Heights[i], room[at..]);
            room[at++] = (byte)' ';
        }
        _output.Advance(at - 1);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
