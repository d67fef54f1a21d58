using System.Text;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.LayerFiles.Format;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Features.Layers;

namespace SrceOgc.Publishing.Comparisons;

/// <summary>A value of a feature as text; null when it has none.</summary>
public readonly record struct SaidValue(FieldKind Kind, string? Text);

/// <summary>A value that differs.</summary>
public sealed record ValueChange(string Field, SaidValue Before, SaidValue After);

/// <summary>Which values of changed features differ, read again for the few that are shown.</summary>
internal static class FeatureTexts
{
    /// <summary>By identifier in the later version.</summary>
    public static Dictionary<long, IReadOnlyList<ValueChange>> Changes(PublishedLayer before, PublishedLayer after,
        IReadOnlyList<ChangedFeature> changed)
    {
        var shared = LayerPair.SharedFields(before.Type, after.Type);
        var earlier = Read(before, [.. changed.Select(feature => feature.Before)], [.. shared.Select(field => field.Before)]);
        var later = Read(after, [.. changed.Select(feature => feature.After)], [.. shared.Select(field => field.After)]);
        return changed.ToDictionary(feature => feature.After, feature => Differing(shared, earlier[feature.Before], later[feature.After]));
    }

    private static IReadOnlyList<ValueChange> Differing(IReadOnlyList<SharedField> shared, SaidValue[] before, SaidValue[] after) =>
        [.. shared.Select((field, i) => new ValueChange(field.Name, before[i], after[i]))
            .Where(change => change.Before.Text != change.After.Text)];

    private static Dictionary<long, SaidValue[]> Read(PublishedLayer layer, IReadOnlyList<long> ids, int[] fields)
    {
        var read = new Dictionary<long, SaidValue[]>();
        using var cursor = layer.Open(new FeatureQuery { Filter = new IdFilter(ids) });
        while (cursor.MoveNext())
        {
            var values = new SaidValue[fields.Length];
            for (var i = 0; i < fields.Length; i++)
                values[i] = new(cursor[fields[i]].Kind, TextOf(cursor[fields[i]]));
            read[cursor.Id] = values;
        }

        return read;
    }

    private static string? TextOf(FieldValue value)
    {
        if (value.IsNull)
            return null;
        if (value.Kind == FieldKind.Text)
            return value.Text;
        if (value.Kind == FieldKind.Blob)
            return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(value.Bytes).AsSpan(0, 8));
        Span<byte> utf8 = stackalloc byte[64];
        return Encoding.UTF8.GetString(utf8[..FieldConversion.Format(value, utf8)]);
    }
}
