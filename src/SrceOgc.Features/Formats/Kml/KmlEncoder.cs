using System.Text;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Formats.Kml;

/// <summary>KML 2.2: a folder a layer, a placemark a feature, attributes as extended data under their titles.</summary>
internal sealed class KmlEncoder(Utf8Output output) : FeatureEncoder(output)
{
    private static readonly FixedDecimals Degrees = new(8);
    private static readonly FixedDecimals Metres = new(3);

    private LayerSelection _layer = null!;
    private byte[][] _names = [];

    public override void Begin(CollectionHead head, IReadOnlyList<LayerSelection> layers) =>
        Output.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>\n"u8);

    public override void BeginLayer(LayerSelection layer, CollectionHead head)
    {
        _layer = layer;
        _names = [.. layer.Fields.Select(field => Encoding.UTF8.GetBytes(layer.Type.Fields[field].Title))];
        Output.Write("<Folder><name>"u8);
        Output.WriteXml(layer.Title);
        Output.Write("</name>\n"u8);
    }

    public override void Write(FeatureCursor feature)
    {
        Output.Write("<Placemark id=\""u8);
        Output.Write(_layer.Type.Name);
        Output.Write((byte)'.');
        Output.TryWrite(FieldValue.Of(feature.Id));
        Output.Write("\"><ExtendedData>"u8);
        for (var i = 0; i < _names.Length; i++)
            WriteData(_names[i], feature[_layer.Fields[i]]);
        Output.Write("</ExtendedData>"u8);
        if (_layer.WithGeometry && Geometry.Load(feature.Geometry, _layer.Transform))
            WriteGeometry();
        Output.Write("</Placemark>\n"u8);
    }

    public override void EndLayer() => Output.Write("</Folder>\n"u8);

    public override void End() => Output.Write("</Document></kml>\n"u8);

    private void WriteData(byte[] name, in FieldValue value)
    {
        if (value.IsNull)
            return;
        Output.Write("<Data name=\""u8);
        Output.WriteXml(name);
        Output.Write("\"><value>"u8);
        Output.TryWriteXml(value);
        Output.Write("</value></Data>"u8);
    }

    private void WriteGeometry()
    {
        var isMulti = Geometry.Type > WkbType.Polygon;
        if (isMulti)
            Output.Write("<MultiGeometry>"u8);
        foreach (var part in Geometry.Parts)
            WritePart(part);
        if (isMulti)
            Output.Write("</MultiGeometry>"u8);
    }

    private void WritePart(GeometryBuffer.Part part)
    {
        switch (part.Type)
        {
            case WkbType.Point:
                WriteRing("<Point>"u8, part.FirstRing, "</Point>"u8);
                break;
            case WkbType.LineString:
                WriteRing("<LineString>"u8, part.FirstRing, "</LineString>"u8);
                break;
            default:
                Output.Write("<Polygon>"u8);
                WriteRing("<outerBoundaryIs><LinearRing>"u8, part.FirstRing, "</LinearRing></outerBoundaryIs>"u8);
                for (var i = 1; i < part.Rings; i++)
                    WriteRing("<innerBoundaryIs><LinearRing>"u8, part.FirstRing + i, "</LinearRing></innerBoundaryIs>"u8);
                Output.Write("</Polygon>"u8);
                break;
        }
    }

    private void WriteRing(ReadOnlySpan<byte> open, int ring, ReadOnlySpan<byte> close)
    {
        Output.Write(open);
        Output.Write("<coordinates>"u8);
        var (first, count) = Geometry.Ring(ring);
        var room = Output.Room(3 * count * (FixedDecimals.MaximumLength + 1));
        var at = 0;
        for (var i = first; i < first + count; i++)
        {
            at += Degrees.Print(Geometry.Coordinates[2 * i], room[at..]);
            room[at++] = (byte)',';
            at += Degrees.Print(Geometry.Coordinates[2 * i + 1], room[at..]);
            if (Geometry.HasZ)
            {
                room[at++] = (byte)',';
                at += Metres.Print(Geometry.Heights[i], room[at..]);
            }
            room[at++] = (byte)' ';
        }
        Output.Advance(at - 1);
        Output.Write("</coordinates>"u8);
        Output.Write(close);
    }
}
