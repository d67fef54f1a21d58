using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Formats.Shapefiles;

/// <summary>A column of a .dbf: ten characters of name, a type letter, a width in bytes.</summary>
internal sealed record DbfColumn(string Name, char Type, int Width, int Decimals, int Field)
{
    private const int LongestName = 10;
    private const int LongestText = 254;

    public static IReadOnlyList<DbfColumn> Of(FeatureType type, IReadOnlyList<int> fields)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. fields.Select(field => Of(type.Fields[field], field, taken))];
    }

    private static DbfColumn Of(Field field, int index, HashSet<string> taken)
    {
        var name = field.Name[..Math.Min(field.Name.Length, LongestName)];
        for (var n = 2; !taken.Add(name); n++)
            name = $"{field.Name[..Math.Min(field.Name.Length, LongestName - 1 - (n > 9 ? 2 : 1))]}_{n}";
        return field.Kind switch
        {
            FieldKind.Integer => new(name, 'N', 18, 0, index),
            FieldKind.Real => new(name, 'N', 24, 10, index),
            FieldKind.Boolean => new(name, 'L', 1, 0, index),
            FieldKind.Date => new(name, 'D', 8, 0, index),
            FieldKind.DateTime => new(name, 'C', 24, 0, index),
            _ => new(name, 'C', field.MaxLength is > 0 and < LongestText / 3 ? 3 * field.MaxLength : LongestText, 0, index),
        };
    }
}
