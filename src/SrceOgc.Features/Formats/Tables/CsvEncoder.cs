using System.Buffers;
using System.Text;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Formats.Tables;

/// <summary>
/// RFC 4180 in UTF-8: a line of field titles, then a line a feature, its identifier first, then its fields, of a point its longitude and
/// latitude, and its
/// geometry last as WKT. A
/// byte order mark makes a spreadsheet read accents right, and says that a spreadsheet will read this: then a text it would take for a
/// formula gets an apostrophe before it. Without the mark texts are left as they are, since they are data and other readers want them
/// unchanged.
/// </summary>
public sealed class CsvEncoder(Utf8Output output, bool withByteOrderMark) : FeatureEncoder(output)
{
    private static readonly SearchValues<byte> Special = SearchValues.Create([(byte)'"', (byte)',', (byte)';', (byte)'\r', (byte)'\n']);

    private LayerSelection _layer = null!;
    private WktWriter _geometries = null!;
    private PointColumns? _points;
    private int[] _fields = [];

    public override void Begin(CollectionHead head, IReadOnlyList<LayerSelection> layers)
    {
        if (withByteOrderMark)
            Output.Write("\uFEFF"u8);
    }

    public override void BeginLayer(LayerSelection layer, CollectionHead head)
    {
        _layer = layer;
        _geometries = new WktWriter(Output, layer.Decimals);
        Output.Write("id"u8);
        _fields = [.. layer.Fields];
        foreach (var field in _fields)
        {
            Output.Write((byte)',');
            WriteText(Encoding.UTF8.GetBytes(layer.Type.Fields[field].Column));
        }
        _points = PointColumns.Of(layer);
        if (_points is not null)
            Output.Write($",{PointColumns.Longitude},{PointColumns.Latitude}");
        if (layer.WithGeometry)
            Output.Write(",WKT"u8);
        Output.Write("\r\n"u8);
    }

    public override void Write(FeatureCursor feature)
    {
        Output.TryWrite(FieldValue.Of(feature.Id));
        foreach (var field in _fields)
        {
            Output.Write((byte)',');
            WriteValue(feature[field]);
        }
        if (_layer.WithGeometry)
            WriteGeometry(feature);
        Output.Write("\r\n"u8);
    }

    public override void EndLayer()
    {
    }

    public override void End()
    {
    }

    private void WriteGeometry(FeatureCursor feature)
    {
        var isThere = Geometry.Load(feature.Geometry, _layer.Transform);
        if (_points is not null)
            WriteDegrees(_points, isThere);
        Output.Write((byte)',');
        if (!isThere)
            return;
        Output.Write((byte)'"');
        _geometries.Write(Geometry);
        Output.Write((byte)'"');
    }

    private void WriteDegrees(PointColumns points, bool isThere)
    {
        var isKnown = points.TryRead(Geometry, out var longitude, out var latitude) && isThere;
        Output.Write((byte)',');
        if (isKnown)
            Output.TryWrite(FieldValue.Of(longitude));
        Output.Write((byte)',');
        if (isKnown)
            Output.TryWrite(FieldValue.Of(latitude));
    }

    private void WriteValue(in FieldValue value)
    {
        if (value.Kind == FieldKind.Text)
            WriteText(value.Bytes);
        else if (value.Kind == FieldKind.Blob)
            Output.WriteBase64(value.Bytes);
        else
            Output.TryWrite(value);
    }

    /// <summary>What Excel and LibreOffice begin a formula at, also behind blanks; full-width forms are folded to these by some.</summary>
    private static bool IsFormula(ReadOnlySpan<byte> utf8)
    {
        var text = utf8.TrimStart((byte)' ');
        return !text.IsEmpty && (text[0] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r' or (byte)'\n'
            || text.StartsWith("＝"u8) || text.StartsWith("＋"u8) || text.StartsWith("－"u8) || text.StartsWith("＠"u8));
    }

    /// <summary>An empty text is quoted, which tells it from a null.</summary>
    private void WriteText(ReadOnlySpan<byte> utf8)
    {
        var isFormula = withByteOrderMark && IsFormula(utf8);
        if (!utf8.IsEmpty && !isFormula && utf8.IndexOfAny(Special) < 0)
        {
            Output.Write(utf8);
            return;
        }
        Output.Write((byte)'"');
        if (isFormula)
            Output.Write((byte)'\'');
        for (var quote = utf8.IndexOf((byte)'"'); quote >= 0; quote = utf8.IndexOf((byte)'"'))
        {
            Output.Write(utf8[..(quote + 1)]);
            Output.Write((byte)'"');
            utf8 = utf8[(quote + 1)..];
        }
        Output.Write(utf8);
        Output.Write((byte)'"');
    }
}
