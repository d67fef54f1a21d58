using System.Globalization;
using System.Text;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Formats.Gml;

/// <summary>
/// A wfs:FeatureCollection. Features follow the flat schema that DescribeFeatureType gives: the geometry, then the fields,
/// a null being an absent element.
/// </summary>
public sealed class GmlFeatureEncoder(Utf8Output output, GmlDialect dialect, string prefix, string namespaceUri) : FeatureEncoder(output)
{
    private GmlLayerMarkup _markup = null!;
    private GmlGeometryWriter _geometries = null!;
    private LayerSelection _layer = null!;
    private byte[] _id = [];
    private bool _isNested;
    private bool _isSingle;

    public override void Begin(CollectionHead head, IReadOnlyList<LayerSelection> layers)
    {
        _isNested = dialect.HasNestedCollections && layers.Count > 1;
        _isSingle = head.IsSingleFeature;
        Output.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"u8);
        Output.Write(_isSingle ? $"<{prefix}:{layers[0].Type.Name}" : "<wfs:FeatureCollection");
        Output.Write($" xmlns:wfs=\"{dialect.WfsNamespace}\" xmlns:gml=\"{dialect.GmlNamespace}\" xmlns:{prefix}=\"{namespaceUri}\" "
            + $"xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"");
        Output.Write(" xsi:schemaLocation=\""u8);
        Output.Write($"{dialect.WfsNamespace} {dialect.WfsSchema} {namespaceUri} ");
        Output.WriteXml(head.SchemaLocation);
        Output.Write((byte)'"');
        if (!_isSingle)
        {
            WriteHead(head);
            if (dialect.HasBounds)
                GmlBounds.Write(Output, layers);
        }
    }

    public override void BeginLayer(LayerSelection layer, CollectionHead head)
    {
        _layer = layer;
        _markup = new GmlLayerMarkup(dialect, prefix, layer, _isSingle);
        _geometries = new GmlGeometryWriter(Output, dialect.Geometry, layer);
        _id = new byte[layer.Type.Name.Length + 24];
        if (!_isNested)
            return;
        Output.Write("<wfs:member><wfs:FeatureCollection"u8);
        WriteHead(head);
    }

    public override void Write(FeatureCursor feature)
    {
        var id = FormatId(feature.Id);
        Output.Write(_markup.FeatureOpen);
        Output.Write(id);
        Output.Write("\">"u8);
        if (_layer.WithGeometry && Geometry.Load(feature.Geometry, _layer.Transform))
        {
            Output.Write(_markup.GeometryOpen);
            _geometries.Write(Geometry, id);
            Output.Write(_markup.GeometryClose);
        }
        for (var i = 0; i < _markup.Fields.Length; i++)
            WriteField(_markup.Fields[i], feature[_layer.Fields[i]]);
        Output.Write(_markup.FeatureClose);
    }

    public override void EndLayer()
    {
        if (_isNested)
            Output.Write("</wfs:FeatureCollection></wfs:member>\n"u8);
    }

    public override void End() => Output.Write(_isSingle ? ""u8 : "</wfs:FeatureCollection>\n"u8);

    private void WriteHead(CollectionHead head)
    {
        if (dialect.HasTimeStamp)
            Output.Write($" timeStamp=\"{head.Time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}\"");
        Output.Write(string.Format(CultureInfo.InvariantCulture, dialect.CountAttributes, head.Matched, head.Returned, head.IsHits
            ? head.Matched : head.Returned));
        WriteLink(" next=\"", head.Next);
        WriteLink(" previous=\"", head.Previous);
        Output.Write(">\n"u8);
        if (dialect.HasUnknownBounds)
            Output.Write("<gml:boundedBy><gml:null>unknown</gml:null></gml:boundedBy>\n"u8);
    }

    private void WriteLink(string attribute, string? address)
    {
        if (address is null || !dialect.HasPages)
            return;
        Output.Write(attribute);
        Output.WriteXml(address);
        Output.Write((byte)'"');
    }

    private ReadOnlySpan<byte> FormatId(long id)
    {
        var length = Encoding.ASCII.GetBytes(_layer.Type.Name, _id);
        _id[length++] = (byte)'.';
        id.TryFormat(_id.AsSpan(length), out var digits, default, CultureInfo.InvariantCulture);
        return _id.AsSpan(0, length + digits);
    }

    private void WriteField(GmlLayerMarkup.Element element, in FieldValue value)
    {
        if (value.IsNull)
            return;
        var before = Output.Length;
        Output.Write(element.Open);
        if (value.Kind == FieldKind.Blob)
            Output.WriteBase64(value.Bytes);
        else if (!Output.TryWriteXml(value))
        {
            Output.TakeBack(before);
            return;
        }
        Output.Write(element.Close);
    }
}
