using System.Xml.Linq;
using SrceOgc.Features.Layers;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>
/// A style names the columns of the GeoPackage; a WFS layer has the names the service publishes. They differ where a column's
/// name is not an XML name ("Espèce (nom commun)").
/// </summary>
public static class FieldNaming
{
    public static void Apply(XElement style, FeatureType type) =>
        Rename(style, [.. type.Fields.Where(f => f.Name != f.Column).Select(f => (f.Column, f.Name))]);

    /// <summary>The other way: styles of the service's own say its names, files have the columns.</summary>
    public static void Undo(XElement style, FeatureType type) =>
        Rename(style, [.. type.Fields.Where(f => f.Name != f.Column).Select(f => (f.Name, f.Column))]);

    private static void Rename(XElement style, (string From, string To)[] renamed)
    {
        if (renamed.Length == 0)
            return;
        foreach (var attribute in style.DescendantsAndSelf().Attributes())
            attribute.Value = Renamed(attribute.Value, renamed);
    }

    /// <summary>A value that is the column's name alone, or an expression with the name in double quotes.</summary>
    private static string Renamed(string value, (string From, string To)[] fields)
    {
        foreach (var (from, to) in fields)
            value = value == from ? to : value.Replace($"\"{from}\"", $"\"{to}\"", StringComparison.Ordinal);
        return value;
    }
}
