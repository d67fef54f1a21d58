using SrceOgc.Features.Layers;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>
/// What a style says of a layer's fields rather than of its drawing: how their values are shown, what is asked of them, and what an object
/// is called by.
/// </summary>
public sealed class LayerForm
{
    public static readonly LayerForm None = new();

    /// <summary>By the field's place; null where the style says nothing of it.</summary>
    internal IReadOnlyList<FieldForm?> Fields { get; init; } = [];

    /// <summary>As it is written; null when the style does not say.</summary>
    internal string? DisplayText { get; init; }

    internal StyleExpression? Display { get; init; }

    internal FieldForm? At(int field) => field >= 0 && field < Fields.Count ? Fields[field] : null;

    /// <summary>The field QGIS calls objects by when a style does not say (QgsVectorLayerUtils, guessFriendlyIdentifierField).</summary>
    internal static Field? Naming(FeatureType type)
    {
        string[] likely = ["name", "title", "heibt", "desc", "nom", "street", "road", "label"];
        string[] unlikely = ["type", "class", "cat"];
        var second = (Field?)null;
        foreach (var part in likely)
            foreach (var field in type.Fields)
                if (Has(field, part) && !unlikely.Any(other => Has(field, other)))
                    return field;
                else if (Has(field, part))
                    second ??= field;
        return second ?? type.Fields.FirstOrDefault(field => field.Kind == FieldKind.Text) ?? type.Fields.FirstOrDefault();

        static bool Has(Field field, string part) => field.Column.Contains(part, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>How hard a form insists on something.</summary>
[Flags]
internal enum Insistence : byte
{
    None = 0,
    Hard = 1,
    Soft = 2,
}

internal enum FieldWidget : byte
{
    Plain,
    Values,
    Range,
    Moment,
    Check,
}

/// <summary>How one field is shown, and what is asked of its values.</summary>
internal sealed record FieldForm(FieldWidget Widget)
{
    /// <summary>The meanings of values, by their text.</summary>
    public IReadOnlyDictionary<string, string> Meanings { get; init; } = new Dictionary<string, string>();

    /// <summary>Of <see cref="FieldWidget.Moment"/>: how it is written, in Qt's letters.</summary>
    public string Pattern { get; init; } = "";

    /// <summary>Of <see cref="FieldWidget.Range"/>: decimals.</summary>
    public int Decimals { get; init; }

    /// <summary>Of <see cref="FieldWidget.Check"/>: what is stored for true and for false, and whether that is what is shown.</summary>
    public (string True, string False, bool IsShown) States { get; init; } = ("", "", false);

    public Insistence NotNull { get; init; }

    public Insistence Unique { get; init; }

    public Insistence Condition { get; init; }

    /// <summary>Null when there is none, or it could not be read (which was said).</summary>
    public StyleExpression? Holds { get; init; }
}
