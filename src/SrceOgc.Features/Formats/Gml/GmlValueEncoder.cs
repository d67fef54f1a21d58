using System.Globalization;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Formats.Gml;

/// <summary>A wfs:ValueCollection (WFS 2.0.0, 10.3): the values of one property, one member each; nulls are not values.</summary>
public sealed class GmlValueEncoder(Utf8Output output, string prefix, string namespaceUri) : FeatureEncoder(output)
{
    private LayerSelection _layer = null!;
    private GmlGeometryWriter _geometries = null!;

    public override void Begin(CollectionHead head, IReadOnlyList<LayerSelection> layers)
    {
        var dialect = GmlDialect.Gml32;
        Output.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<wfs:ValueCollection"u8);
        Output.Write($" xmlns:wfs=\"{dialect.WfsNamespace}\" xmlns:gml=\"{dialect.GmlNamespace}\" xmlns:{prefix}=\"{namespaceUri}\" "
            + $"xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"");
        Output.Write($" xsi:schemaLocation=\"{dialect.WfsNamespace} {dialect.WfsSchema} {dialect.GmlNamespace} "
            + $"http://schemas.opengis.net/gml/3.2.1/gml.xsd\"");
        Output.Write(string.Create(CultureInfo.InvariantCulture,
            $" timeStamp=\"{head.Time:yyyy-MM-ddTHH:mm:ssZ}\" numberMatched=\"{head.Matched}\" numberReturned=\"{head.Returned}\""));
        WriteLink(" next=\"", head.Next);
        WriteLink(" previous=\"", head.Previous);
        Output.Write(">\n"u8);
    }

    public override void BeginLayer(LayerSelection layer, CollectionHead head)
    {
        _layer = layer;
        _geometries = new GmlGeometryWriter(Output, GmlDialect.Gml32.Geometry, layer);
    }

    public override void Write(FeatureCursor feature)
    {
        Output.Write("<wfs:member>"u8);
        if (_layer.WithGeometry)
            WriteGeometry(feature);
        else if (_layer.Fields.Count == 0)
            WriteId(feature.Id);
        else
            WriteValue(feature[_layer.Fields[0]]);
        Output.Write("</wfs:member>\n"u8);
    }

    public override void EndLayer()
    {
    }

    public override void End() => Output.Write("</wfs:ValueCollection>\n"u8);

    private void WriteLink(string attribute, string? address)
    {
        if (address is null)
            return;
        Output.Write(attribute);
        Output.WriteXml(address);
        Output.Write((byte)'"');
    }

    private void WriteGeometry(FeatureCursor feature)
    {
        if (!Geometry.Load(feature.Geometry, _layer.Transform))
            return;
        Span<byte> id = stackalloc byte[128];
        System.Text.Unicode.Utf8.TryWrite(id, CultureInfo.InvariantCulture, $"{_layer.Type.Name}.{feature.Id}", out var length);
        _geometries.Write(Geometry, id[..length]);
    }

    private void WriteId(long id)
    {
        Output.Write(_layer.Type.Name);
        Output.Write((byte)'.');
        Output.TryWrite(FieldValue.Of(id));
    }

    private void WriteValue(in FieldValue value)
    {
        if (value.Kind == FieldKind.Blob)
            Output.WriteBase64(value.Bytes);
        else
            Output.TryWriteXml(value);
    }
}
