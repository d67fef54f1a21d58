using System.Globalization;
using System.Text;
using System.Text.Json;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Features.Formats.GeoJson;

/// <summary>
/// A GeoJSON FeatureCollection: RFC 7946 in CRS:84, and with the "crs" member of GeoJSON 2008 (which QGIS and GDAL read)
/// in any other system. Coordinates are x, y unless the dialect says otherwise.
/// </summary>
public sealed class GeoJsonEncoder(Utf8Output output, GeoJsonDialect dialect) : FeatureEncoder(output)
{
    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private LayerSelection _layer = null!;
    private GeoJsonGeometryWriter _geometries = null!;
    private byte[][] _names = [];
    private byte[] _idOpen = [];
    private string _singleLinks = "";
    private bool _isFirst = true;
    private bool _isSingle;

    public override void Begin(CollectionHead head, IReadOnlyList<LayerSelection> layers)
    {
        _isSingle = head.IsSingleFeature;
        if (_isSingle)
            _singleLinks = Links(head);
        else
            WriteHead(head, layers);
    }

    public override void BeginLayer(LayerSelection layer, CollectionHead head)
    {
        _layer = layer;
        _geometries = new GeoJsonGeometryWriter(Output, layer.Decimals, dialect.FollowsAuthority && layer.NorthingFirst);
        _names = [.. layer.Fields.Select((field, i) =>
            Encoding.UTF8.GetBytes((i > 0 ? "," : "") + Quote(layer.Type.Fields[field].Name) + ":"))];
        _idOpen = Encoding.UTF8.GetBytes("{\"type\":\"Feature\",\"id\":" + (dialect.HasPlainIdentifiers ? "" : $"\"{layer.Type.Name}."));
    }

    public override void Write(FeatureCursor feature)
    {
        if (!_isFirst)
            Output.Write(",\n"u8);
        _isFirst = false;
        Output.Write(_idOpen);
        Output.TryWrite(FieldValue.Of(feature.Id));
        Output.Write(dialect.HasPlainIdentifiers ? ",\"geometry\":"u8 : "\",\"geometry\":"u8);
        if (_layer.WithGeometry && Geometry.Load(feature.Geometry, _layer.Transform))
            _geometries.Write(Geometry);
        else
            Output.Write("null"u8);
        Output.Write(",\"properties\":{"u8);
        for (var i = 0; i < _names.Length; i++)
            WriteProperty(_names[i], feature[_layer.Fields[i]]);
        Output.Write((byte)'}');
        if (_isSingle)
            Output.Write(_singleLinks);
        Output.Write((byte)'}');
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
        if (layers[0].Crs.Crs is { Srid: not CrsRegistry.LonLatSrid and not 4326 } crs
            && !(dialect.FollowsAuthority && layers[0].NorthingFirst))
            Output.Write($",\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":{Quote(crs.Urn)}}}}}");
        Output.Write(string.Create(CultureInfo.InvariantCulture,
            $",\"timeStamp\":\"{head.Time:yyyy-MM-ddTHH:mm:ssZ}\",\"numberMatched\":{head.Matched},\"numberReturned\":{head.Returned}"));
        if (dialect.HasTotal)
            Output.Write(string.Create(CultureInfo.InvariantCulture, $",\"totalFeatures\":{head.Matched}"));
        Output.Write(Links(head));
        Output.Write(",\"features\":[\n"u8);
    }

    private static string Links(CollectionHead head)
    {
        var links = head.Links.ToList();
        if (head.Next is { } next)
            links.Add(new("next", "application/geo+json", next, ""));
        if (head.Previous is { } previous)
            links.Add(new("prev", "application/geo+json", previous, ""));
        return links.Count == 0 ? "" : $",\"links\":[{string.Join(',', links.Select(Link))}]";
    }

    private static string Link(AnswerLink link) =>
        $"{{\"rel\":\"{link.Rel}\",\"type\":{Quote(link.Type)}{(link.Title.Length > 0 ? $",\"title\":{Quote(link.Title)}" : "")},"
            + $"\"href\":{Quote(link.Href)}}}";

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
