using System.Xml.Linq;
using SrceOgc.Features.Layers;

namespace SrceOgc.Server.Qgis;

/// <summary>
/// A style names the columns of the GeoPackage; a WFS layer has the names the service publishes. They differ where a column's
/// name is not an XML name ("Espèce (nom commun)").
/// </summary>
internal static class FieldNaming
{
    public static void Apply(XElement style, FeatureType type)
    {
        var renamed = type.Fields.Where(f => f.Name != f.Column).ToArray();
        if (renamed.Length == 0)
            return;
        foreach (var attribute in style.DescendantsAndSelf().Attributes())
            attribute.Value = Renamed(attribute.Value, renamed);
    }

    /// <summary>A value that is the column's name alone, or an expression with the name in double quotes.</summary>
    private static string Renamed(string value, Field[] fields)
    {
        foreach (var field in fields)
            value = value == field.Column ? field.Name : value.Replace($"\"{field.Column}\"", $"\"{field.Name}\"", StringComparison.Ordinal);
        return value;
    }
}
