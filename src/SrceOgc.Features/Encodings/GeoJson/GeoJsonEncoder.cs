using System.Globalization;
using System.Text;
using System.Text.Json;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Queries;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Features.Encodings.GeoJson;

/// <summary>
/// A GeoJSON FeatureCollection: RFC 7946 in CRS:84, and with the "crs" member of GeoJSON 2008 (which QGIS and GDAL read)
/// in any other system. Coordinates are always x, y: GeoJSON knows no other order.
/// </summary>
internal sealed class GeoJsonEncoder(Utf8Output output) : FeatureEncoder(output)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private LayerSelection _layer = null!;
    private GeoJsonGeometryWriter _geometries = null!;
    private byte[][] _names = [];
    private byte[] _idOpen = [];
    private bool _isFirst = true;
    private bool _isSingle;

    public override void Begin(CollectionHead head, IReadOnlyList<LayerSelection> layers)
    {
        _isSingle = head.IsSingleFeature;
        if (!_isSingle)
            WriteHead(head, layers);
    }

    public override void BeginLayer(LayerSelection layer, CollectionHead head)
    {
        _layer = layer;
        _geometries = new GeoJsonGeometryWriter(Output, layer.Decimals, northingFirst: false);
        _names = [.. layer.Fields.Select((field, i) => Encoding.UTF8.GetBytes((i > 0 ? "," : "") + Quote(layer.Type.Fields[field].Name) + ":"))];
        _idOpen = Encoding.UTF8.GetBytes($"{{\"type\":\"Feature\",\"id\":\"{layer.Type.Name}.");
    }

    public override void Write(FeatureCursor feature)
    {
        if (!_isFirst)
            Output.Write(",\n"u8);
        _isFirst = false;
        Output.Write(_idOpen);
        Output.TryWrite(FieldValue.Of(feature.Id));
        Output.Write("\",\"geometry\":"u8);
        if (_layer.WithGeometry && Geometry.Load(feature.Geometry, _layer.Transform))
            _geometries.Write(Geometry);
        else
            Output.Write("null"u8);
        Output.Write(",\"properties\":{"u8);
        for (var i = 0; i < _names.Length; i++)
            WriteProperty(_names[i], feature[_layer.Fields[i]]);
        Output.Write("}}"u8);
    }

    public override void EndLayer()
    {
    }

    public override void End() => Output.Write(_isSingle ? "\n"u8 : "\n]}\n"u8);

    private void WriteHead(CollectionHead head, IReadOnlyList<LayerSelection> layers)
    {
        Output.Write("{\"type\":\"FeatureCollection\""u8);
        if (layers.Count == 1)
            Output.Write($",\"name\":{Quote(layers[0].Type.Name)}");
        if (layers[0].Crs.Crs is { Srid: not CrsRegistry.LonLatSrid and not 4326 } crs)
            Output.Write($",\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":{Quote(crs.Urn)}}}}}");
        Output.Write(string.Create(CultureInfo.InvariantCulture, $",\"timeStamp\":\"{head.Time:yyyy-MM-ddTHH:mm:ssZ}\",\"numberMatched\":{head.Matched},\"numberReturned\":{head.Returned}"));
        WriteLinks(head);
        Output.Write(",\"features\":[\n"u8);
    }

    private void WriteLinks(CollectionHead head)
    {
        if (head.Next is null && head.Previous is null)
            return;
        var links = new[] { ("next", head.Next), ("prev", head.Previous) }.Where(link => link.Item2 is not null)
            .Select(link => $"{{\"rel\":\"{link.Item1}\",\"type\":\"application/geo+json\",\"href\":{Quote(link.Item2!)}}}");
        Output.Write($",\"links\":[{string.Join(',', links)}]");
    }

    private void WriteProperty(byte[] name, in FieldValue value)
    {
        Output.Write(name);
        switch (value.Kind)
        {
            case FieldKind.Text:
                Output.WriteJson(value.Bytes);
                break;
            case FieldKind.Blob:
                Output.Write((byte)'"');
                Output.WriteBase64(value.Bytes);
                Output.Write((byte)'"');
                break;
            case FieldKind.Date or FieldKind.DateTime:
                Output.Write((byte)'"');
                Output.TryWrite(value);
                Output.Write((byte)'"');
                break;
            default:
                if (!Output.TryWrite(value))
                    Output.Write("null"u8);
                break;
        }
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text, Plain);
}
