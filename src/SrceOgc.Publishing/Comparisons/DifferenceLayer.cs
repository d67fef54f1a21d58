using System.Text;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.LayerFiles.Building;
using SrceOgc.Features.LayerFiles.Format;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Features.Layers;

namespace SrceOgc.Publishing.Comparisons;

/// <summary>Builds the layer file of some features of a layer, as they are, with words beside each where there are any.</summary>
internal sealed class DifferenceLayer(PublishedLayer source, IReadOnlyList<long> ids, string folder, RequestBudget budget)
{
    private const string WordsField = "changement";

    /// <param name="name">Of the new layer.</param>
    /// <param name="path">Its file.</param>
    /// <param name="words">What changed, by identifier; null for a layer without such a field.</param>
    public void Build(string name, string path, Func<long, string>? words)
    {
        var type = source.Type;
        var fields = words is null
            ? type.Fields : [.. type.Fields, new Field(FreeName(type), WordsField, "Changement", FieldKind.Text, true, 0)];
        using var builder = new LayerBuilder(new(name, type.GeometryName, type.Srid, type.Family, type.IsMulti, fields), folder);
        using var wkb = new ByteBuffer();
        using (var cursor = source.Open(new FeatureQuery { Filter = new IdFilter(ids), Budget = budget }))
            while (cursor.MoveNext())
            {
                budget.Look();
                Copy(cursor, builder, wkb);
                if (words is not null)
                    builder.AddValue(type.Fields.Count, FieldValue.Of(Encoding.UTF8.GetBytes(words(cursor.Id))));
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
        var geometry = cursor.Geometry.IsEmpty
            ? new(GeometryFamily.None, false, false, Envelope.Empty) : GeometryNormalizer.Normalize(cursor.Geometry, wkb);
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
