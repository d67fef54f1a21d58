using System.Security;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Filters;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Publications;
using SrceOgc.Features.Queries;

namespace SrceOgc.Server.Publishing.Comparisons;

/// <summary>What a layer of differences shows, and how: its place in names, its words and its colour.</summary>
internal sealed record DifferenceKind(string Suffix, string Title, string Color)
{
    public static readonly DifferenceKind
        Added = new("ajouts", "ajouts", "#1b7837"),
        Removed = new("retraits", "retraits", "#b2182b"),
        Changed = new("modifications", "modifications", "#d95f02");

    /// <summary>One rule for points, lines and outlines alike; surfaces stay transparent, so that the map below shows.</summary>
    public GeoPackageStyle Style(string layer, GeometryFamily family) => new(layer, Suffix, "", true, null, Sld(layer, family), "");

    private string Sld(string layer, GeometryFamily family) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <StyledLayerDescriptor xmlns="http://www.opengis.net/sld" xmlns:se="http://www.opengis.net/se" version="1.1.0"><NamedLayer><se:Name>{SecurityElement.Escape(layer)}</se:Name>
        <UserStyle><se:Name>{Suffix}</se:Name><se:FeatureTypeStyle><se:Rule><se:Name>{Title}</se:Name><se:Description><se:Title>{Title}</se:Title></se:Description>
        {Symbolizer(family)}</se:Rule></se:FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>
        """;

    private string Symbolizer(GeometryFamily family) => family switch
    {
        GeometryFamily.Point => $"<se:PointSymbolizer><se:Graphic><se:Mark><se:WellKnownName>circle</se:WellKnownName><se:Fill>{Parameter("fill", Color)}</se:Fill><se:Stroke>{Parameter("stroke", "#ffffff")}</se:Stroke></se:Mark><se:Size>11</se:Size></se:Graphic></se:PointSymbolizer>",
        GeometryFamily.Line => $"<se:LineSymbolizer>{Stroke(3)}</se:LineSymbolizer>",
        _ => $"<se:PolygonSymbolizer><se:Fill>{Parameter("fill", Color)}{Parameter("fill-opacity", "0.35")}</se:Fill>{Stroke(2)}</se:PolygonSymbolizer>",
    };

    private string Stroke(int width) => $"<se:Stroke>{Parameter("stroke", Color)}{Parameter("stroke-width", $"{width}")}</se:Stroke>";

    private static string Parameter(string name, string value) => $"<se:SvgParameter name=\"{name}\">{value}</se:SvgParameter>";
}

/// <summary>Builds the layer file of some features of a layer, as they are, with words beside each where there are any.</summary>
internal sealed class DifferenceLayer(PublishedLayer source, IReadOnlyList<long> ids, string folder)
{
    private const string WordsField = "changement";

    /// <param name="name">Of the new layer.</param>
    /// <param name="path">Its file.</param>
    /// <param name="words">What changed, by identifier; null for a layer without such a field.</param>
    public void Build(string name, string path, Func<long, string>? words)
    {
        var type = source.Type;
        var fields = words is null ? type.Fields : [.. type.Fields, new Field(FreeName(type), WordsField, "Changement", FieldKind.Text, true, 0)];
        using var builder = new LayerBuilder(new(name, type.GeometryName, type.Srid, type.Family, type.IsMulti, fields), folder);
        using var wkb = new ByteBuffer();
        using (var cursor = source.Open(new FeatureQuery { Filter = new IdFilter(ids) }))
            while (cursor.MoveNext())
            {
                Copy(cursor, builder, wkb);
                if (words is not null)
                    builder.AddValue(type.Fields.Count, FieldValue.Of(System.Text.Encoding.UTF8.GetBytes(words(cursor.Id))));
            }

        builder.Build(path);
    }

    private static string FreeName(FeatureType type)
    {
        var name = WordsField;
        while (type.IndexOf(name) >= 0 || name.Equals(type.GeometryName, StringComparison.OrdinalIgnoreCase))
            name += "_";
        return name;
    }

    private void Copy(FeatureCursor cursor, LayerBuilder builder, ByteBuffer wkb)
    {
        wkb.Clear();
        var geometry = cursor.Geometry.IsEmpty ? new(GeometryFamily.None, false, false, Envelope.Empty) : GeometryNormalizer.Normalize(cursor.Geometry, wkb);
        builder.AddFeature(cursor.Id, wkb.Written, geometry);
        for (var field = 0; field < source.Type.Fields.Count; field++)
            AddStored(builder, field, cursor[field]);
    }

    /// <summary>A builder takes values as SQLite has them: truth as a number, days and moments as text.</summary>
    private static void AddStored(LayerBuilder builder, int field, FieldValue value)
    {
        Span<byte> utf8 = stackalloc byte[64];
        switch (value.Kind)
        {
            case FieldKind.Boolean:
                builder.AddValue(field, FieldValue.Of(value.Integer));
                break;
            case FieldKind.Date or FieldKind.DateTime:
                builder.AddValue(field, FieldValue.Of(utf8[..FieldConversion.Format(value, utf8)]));
                break;
            default:
                builder.AddValue(field, value);
                break;
        }
    }
}
