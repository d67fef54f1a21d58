using System.Globalization;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Server.Catalogs;
using SortKey = SrceOgc.Features.Layers.SortKey;

namespace SrceOgc.Server.FeatureRequests;

/// <summary>The time of a layer is its first date or date-time field; its extent is read from the order stored at publication.</summary>
internal static class TimeField
{
    /// <summary>-1 when the layer has no time.</summary>
    public static int Of(FeatureType type)
    {
        for (var i = 0; i < type.Fields.Count; i++)
            if (type.Fields[i].Kind is FieldKind.Date or FieldKind.DateTime)
                return i;
        return -1;
    }

    /// <summary>Both ends as RFC 3339 writes them; null when no feature has a time.</summary>
    public static (string Begin, string End)? ExtentOf(CatalogLayer layer)
    {
        var field = Of(layer.Type);
        return field >= 0 && First(layer, field, descending: false) is { } begin && First(layer, field, descending: true) is { } end
            ? (begin, end) : null;
    }

    private static string? First(CatalogLayer layer, int field, bool descending)
    {
        var known = new NotFilter(new IsNullFilter(new FieldExpression(field, layer.Type.Fields[field])));
        using var cursor = layer.Source.Open(new FeatureQuery { Filter = known, Sort = [new SortKey(field, descending)], Limit = 1 });
        if (!cursor.MoveNext())
            return null;
        var value = cursor[field];
        var instant = value.Kind == FieldKind.Date ? value.Date.ToDateTime(TimeOnly.MinValue) : value.DateTime;
        return instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }
}
