using System.Globalization;
using SrceOgc.Features.Layers;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>What the style's form says of the feature: how values are shown, what it is called, whether it holds what is asked.</summary>
internal static class FormFunctions
{
    private const string Null = "NULL";

    public static IEnumerable<ObjectFunction> All =>
    [
        new("represent_value", "attribute field_name?", RepresentValue),
        new("represent_attributes", "...", (in Arguments a) => RepresentAttributes(OfThisLayer(a, 2).Context)),
        new("display_expression", "...", Display),
        new("is_attribute_valid", "attribute layer? feature? strength?", (in Arguments a) =>
            IsValid(OfThis(a, 1, 2).Context, Place(a.Context, a.Text(0)), Asked(a, 3))),
        new("is_feature_valid", "layer? feature? strength?", IsFeatureValid),
    ];

    /// <summary>Whether what a function gives depends on the form, which is read for those that do.</summary>
    public static bool IsOfForm(string function) => function.ToLowerInvariant() is "represent_value" or "represent_attributes"
        or "display_expression" or "is_attribute_valid" or "is_feature_valid" or "eval" or "eval_template";

    private static object? RepresentValue(in Arguments arguments)
    {
        var place = arguments.Has(1) ? Place(arguments.Context, arguments.Text(1))
            : arguments.Expression(0) is FieldReference field ? field.Index : throw new EvaluationFailure();
        return arguments.Value(0) is { } value ? Shown(arguments.Context.Form.At(place), value) : null;
    }

    private static object? RepresentAttributes(EvaluationContext context)
    {
        var result = MapFunctions.New();
        if (context.Source?.Type is not { } type)
            return result;
        for (var i = 0; i < type.Fields.Count; i++)
            result[type.Fields[i].Column] = Shown(context.Form.At(i), ObjectValues.Of(context.Feature[i]));
        return result;
    }

    /// <summary>Nothing, a feature, or a layer and a feature, and then whether to evaluate.</summary>
    private static object? Display(in Arguments arguments)
    {
        var context = OfThisLayer(arguments, 3).Context;
        var form = context.Form;
        if (!arguments.Flag(2, true))
            return form.DisplayText ?? Naming(context);
        if (form.Display is { } expression)
            return expression.ObjectOf(context);
        return form.DisplayText is null && context.Source?.Type is { } type && LayerForm.Naming(type) is { } field
            ? ObjectValues.Of(context.Feature[type.IndexOf(field.Name)]) : null;
    }

    private static string? Naming(EvaluationContext context) => context.Source?.Type is { } type && LayerForm.Naming(type) is { } field
        ? $"\"{field.Column.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : null;

    private static object? IsFeatureValid(in Arguments arguments)
    {
        var (context, asked) = (OfThis(arguments, 0, 1).Context, Asked(arguments, 2));
        for (var i = 0; i < context.Form.Fields.Count; i++)
            if (!IsValid(context, i, asked))
                return false;
        return true;
    }

    private static bool IsValid(EvaluationContext context, int field, Insistence asked)
    {
        if (context.Form.At(field) is not { } form)
            return true;
        var value = ObjectValues.Of(context.Feature[field]);
        return !((form.NotNull & asked) != 0 && value is null) && !((form.Unique & asked) != 0 && IsTwice(context, field, value))
            && ((form.Condition & asked) == 0 || form.Holds is not { } condition
                || ObjectValues.Truth(condition.ObjectOf(context)) == true);
    }

    /// <summary>All values of a field are counted once a map.</summary>
    private static bool IsTwice(EvaluationContext context, int field, object? value)
    {
        if (!context.Kept.TryGetValue(("unique", field), out var known))
            context.Kept[("unique", field)] = known = Twice(context, field);
        return ((HashSet<string>)known!).Contains(Key(value));
    }

    private static HashSet<string> Twice(EvaluationContext context, int field)
    {
        const int BytesOfValue = 64;
        var (seen, twice) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        if (context.Source is not { } source)
            return twice;
        using var cursor = source.Open(new FeatureQuery { Budget = context.Budget });
        while (cursor.MoveNext())
        {
            context.Budget.Look();
            if (!seen.Add(Key(ObjectValues.Of(cursor[field]))))
                twice.Add(Key(ObjectValues.Of(cursor[field])));
            else
                context.Budget.Take(BytesOfValue);
        }

        context.Budget.GiveBack((long)BytesOfValue * seen.Count);
        return twice;
    }

    private static string Key(object? value) => value is null ? "\0" : JsonValues.Write(value);

    private static int Place(EvaluationContext context, string name) => context.Source?.Type.IndexOf(name) is { } place and >= 0 ? place
        : throw new EvaluationFailure();

    private static Insistence Asked(in Arguments arguments, int at) => arguments.Text(at).ToLowerInvariant() switch
    {
        "" => Insistence.Hard | Insistence.Soft,
        "hard" => Insistence.Hard,
        "soft" => Insistence.Soft,
        _ => throw new EvaluationFailure(),
    };

    /// <summary>Another layer or another feature is not at hand.</summary>
    private static Arguments OfThis(in Arguments arguments, int layer, int feature)
    {
        if (arguments.Has(layer) && arguments.Value(layer) is null)
            throw new EvaluationFailure();
        return !arguments.Has(feature) || arguments.Value(feature) is CurrentFeature ? arguments : throw new EvaluationFailure();
    }

    /// <summary>Of arguments that are nothing, a feature, or a layer and a feature.</summary>
    private static Arguments OfThisLayer(in Arguments arguments, int most) => arguments.Count > most ? throw new EvaluationFailure()
        : arguments.Count == 0 ? arguments : OfThis(arguments, arguments.Count == 1 ? 1 : 0, Math.Min(arguments.Count - 1, 1));

    /// <summary>As QGIS in French shows a value in lists and tips: names of months in English, as Qt writes them.</summary>
    private static string Shown(FieldForm? form, object? value) => form?.Widget switch
    {
        FieldWidget.Values => form.Meanings.GetValueOrDefault(value is null ? "" : ObjectValues.Text(value) ?? "")
            ?? (value is null ? Null : $"({ObjectValues.Text(value)})"),
        FieldWidget.Check when value is not null => Checked(form, value),
        FieldWidget.Range when value is double real => Number(real, form.Decimals),
        FieldWidget.Moment when form.Pattern.Length > 0 && Moments.TryMoment(value, out var moment) =>
            Moments.Format(moment, form.Pattern, "en"),
        _ => Plain(value),
    };

    private static string Checked(FieldForm form, object value)
    {
        var text = ObjectValues.Text(value) ?? "";
        if (value is bool boolean ? boolean : text == form.States.True)
            return form.States.IsShown ? form.States.True : "true";
        return value is bool || text == form.States.False ? form.States.IsShown ? form.States.False : "false" : $"({text})";
    }

    private static string Plain(object? value) => value switch
    {
        null => Null,
        long integer => Number(integer, 0),
        double real => Number(real, ObjectValues.Number(real) is var text && text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot
            && !text.Contains('e', StringComparison.Ordinal) ? text.Length - dot - 1 : 0),
        DateOnly date => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture),
        byte[] => "BLOB",
        _ => ObjectValues.Text(value) ?? "",
    };

    private static string Number(double value, int decimals) =>
        value.ToString($"N{Math.Clamp(decimals, 0, 15)}", TextFunctions.FrenchNumbers);
}
