using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SrceOgc.Features.Formats.GeoJson;
using SrceOgc.Features.Formats.Tables;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Features.Formats.OData;

/// <summary>OData JSON 4.0: a collection of entities, or one entity alone.</summary>
public sealed class ODataEncoder(Utf8Output output, ODataShape shape) : FeatureEncoder(output)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private LayerSelection _layer = null!;
    private GeoJsonGeometryWriter _geometries = null!;
    private WktWriter _texts = null!;
    private CollectionHead _head = null!;
    private byte[][] _names = [];
    private byte[] _open = [];
    private byte[] _geometryType = [];
    private byte[] _geometryName = [];
    private byte[] _geometryEnd = [];
    private byte[] _textName = [];
    private bool _isFirst = true;
    private bool _hasIdentifier;

    public override void Begin(CollectionHead head, IReadOnlyList<LayerSelection> layers)
    {
        _head = head;
        var context = shape.Context is null ? "" : $"\"@odata.context\":{Quote(shape.Context)}";
        _open = Encoding.UTF8.GetBytes("{" + (head.IsSingleFeature && context.Length > 0 ? context + "," : "")
            + (shape.KeyName is not null ? Quote(shape.KeyName) + ":" : shape.Set is not null ? $"\"@odata.id\":\"{shape.Set}(" : ""));
        _hasIdentifier = shape.KeyName is not null || shape.Set is not null;
        if (head.IsSingleFeature)
            return;
        var count = shape.HasCount ? string.Create(CultureInfo.InvariantCulture, $"\"@odata.count\":{head.Matched},") : "";
        Output.Write($"{{{context}{(context.Length > 0 ? "," : "")}{count}\"value\":[\n");
    }

    public override void BeginLayer(LayerSelection layer, CollectionHead head)
    {
        _layer = layer;
        _geometries = new GeoJsonGeometryWriter(Output, layer.Decimals, northingFirst: false);
        _texts = new WktWriter(Output, layer.Decimals);
        _names = [.. layer.Fields.Select((field, i) => Name(layer.Type.Fields[field].Name, isFirst: i == 0 && !_hasIdentifier))];
        var isFirst = layer.Fields.Count == 0 && !_hasIdentifier;
        if (shape.GeometryName is { } geometry)
        {
            _geometryType = Encoding.UTF8.GetBytes($"{(isFirst ? "" : ",")}\"{geometry}@odata.type\":\"#{shape.TypePrefix}");
            _geometryName = Encoding.UTF8.GetBytes($",\"{geometry}\":");
            _geometryEnd = Encoding.UTF8.GetBytes($",\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":\"EPSG:{Srid(layer)}\"}}}}}}");
        }

        if (shape.TextName is { } text)
            _textName = Name(text, isFirst && shape.GeometryName is null);
    }

    public override void Write(FeatureCursor feature)
    {
        if (!_isFirst)
            Output.Write(",\n"u8);
        _isFirst = false;
        Output.Write(_open);
        if (_hasIdentifier)
            Output.TryWrite(FieldValue.Of(feature.Id));
        if (shape.Set is not null)
            Output.Write(")\""u8);
        for (var i = 0; i < _names.Length; i++)
        {
            Output.Write(_names[i]);
            WriteValue(Output, feature[_layer.Fields[i]]);
        }

        if (shape.GeometryName is not null || shape.TextName is not null)
            WriteGeometry(feature);
        Output.Write((byte)'}');
    }

    public override void EndLayer()
    {
    }

    public override void End()
    {
        if (!_head.IsSingleFeature)
            Output.Write(_head.Next is { } next ? $"\n],\"@odata.nextLink\":{Quote(next)}}}\n" : "\n]}\n");
    }

    /// <summary>A value as JSON, blobs in base64url.</summary>
    public static void WriteValue(Utf8Output output, in FieldValue value)
    {
        switch (value.Kind)
        {
            case FieldKind.Text:
                output.WriteJson(value.Bytes);
                break;
            case FieldKind.Blob:
                output.Write((byte)'"');
                output.Advance(Base64Url.EncodeToUtf8(value.Bytes, output.Room(Base64Url.GetEncodedLength(value.Bytes.Length))));
                output.Write((byte)'"');
                break;
            case FieldKind.Date or FieldKind.DateTime:
                output.Write((byte)'"');
                output.TryWrite(value);
                output.Write((byte)'"');
                break;
            default:
                if (!output.TryWrite(value))
                    output.Write("null"u8);
                break;
        }
    }

    private void WriteGeometry(FeatureCursor feature)
    {
        var isThere = Geometry.Load(feature.Geometry, _layer.Transform);
        if (shape.GeometryName is not null)
            WriteGeoJson(isThere);
        if (shape.TextName is null)
            return;
        Output.Write(_textName);
        if (!isThere)
        {
            Output.Write("null"u8);
            return;
        }

        Output.Write((byte)'"');
        _texts.Write(Geometry);
        Output.Write((byte)'"');
    }

    /// <summary>The property is declared as any geometry, so the value says its own type (OData JSON, 4.6.3).</summary>
    private void WriteGeoJson(bool isThere)
    {
        if (!isThere)
        {
            Output.Write(_geometryType.AsSpan(0, _geometryType[0] == ',' ? 1 : 0));
            Output.Write(_geometryName.AsSpan(1));
            Output.Write("null"u8);
            return;
        }

        Output.Write(_geometryType);
        Output.Write(TypeName(Geometry.Type));
        Output.Write((byte)'"');
        Output.Write(_geometryName);
        _geometries.Write(Geometry);
        Output.TakeBack(Output.Length - 1);
        Output.Write(_geometryEnd);
    }

    private static ReadOnlySpan<byte> TypeName(WkbType type) => type switch
    {
        WkbType.Point => "Point"u8,
        WkbType.LineString => "LineString"u8,
        WkbType.Polygon => "Polygon"u8,
        WkbType.MultiPoint => "MultiPoint"u8,
        WkbType.MultiLineString => "MultiLineString"u8,
        WkbType.MultiPolygon => "MultiPolygon"u8,
        _ => "Collection"u8,
    };

    private static string Srid(LayerSelection layer) =>
        (layer.Crs.Crs.Srid == CrsRegistry.LonLatSrid ? 4326 : layer.Crs.Crs.Srid).ToString(CultureInfo.InvariantCulture);

    private static byte[] Name(string name, bool isFirst) => Encoding.UTF8.GetBytes($"{(isFirst ? "" : ",")}\"{name}\":");

    private static string Quote(string text) => JsonSerializer.Serialize(text, Plain);
}
