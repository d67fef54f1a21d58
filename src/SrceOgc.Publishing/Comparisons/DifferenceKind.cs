using System.Security;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.GeoPackages;

namespace SrceOgc.Publishing.Comparisons;

/// <summary>What a layer of differences shows, and how: its word in names and titles, and its colour.</summary>
internal sealed record DifferenceKind(string Name, string Color)
{
    public static readonly DifferenceKind
        Added = new("ajouts", "#1b7837"),
        Removed = new("retraits", "#b2182b"),
        Changed = new("modifications", "#d95f02");

    /// <summary>Surfaces stay transparent, so that the map below shows.</summary>
    public GeoPackageStyle Style(string layer, GeometryFamily family) => new(layer, Name, "", true, null, Sld(layer, family), "");

    private string Sld(string layer, GeometryFamily family) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <StyledLayerDescriptor xmlns="http://www.opengis.net/sld" xmlns:se="http://www.opengis.net/se" version="1.1.0"><NamedLayer>
        <se:Name>{SecurityElement.Escape(layer)}</se:Name>
        <UserStyle><se:Name>{Name}</se:Name><se:FeatureTypeStyle><se:Rule><se:Name>{Name}</se:Name><se:Description>
        <se:Title>{Name}</se:Title></se:Description>
        {Symbolizer(family)}</se:Rule></se:FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>
        """;

    private string Symbolizer(GeometryFamily family) => family switch
    {
        GeometryFamily.Point => $"<se:PointSymbolizer><se:Graphic><se:Mark><se:WellKnownName>circle</se:WellKnownName>"
            + $"<se:Fill>{Parameter("fill", Color)}</se:Fill><se:Stroke>{Parameter("stroke", "#ffffff")}</se:Stroke></se:Mark>"
            + $"<se:Size>11</se:Size></se:Graphic></se:PointSymbolizer>",
        GeometryFamily.Line => $"<se:LineSymbolizer>{Stroke(3)}</se:LineSymbolizer>",
        _ => $"<se:PolygonSymbolizer><se:Fill>{Parameter("fill", Color)}{Parameter("fill-opacity", "0.35")}</se:Fill>{Stroke(2)}"
            + $"</se:PolygonSymbolizer>",
    };

    private string Stroke(int width) => $"<se:Stroke>{Parameter("stroke", Color)}{Parameter("stroke-width", $"{width}")}</se:Stroke>";

    private static string Parameter(string name, string value) => $"<se:SvgParameter name=\"{name}\">{value}</se:SvgParameter>";
}
