using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Marks;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>
/// Data-defined properties whose values are words of a list (shapes, pen and brush styles, joins, anchors…). A symbol layer with such a
/// property becomes one for each word its expression may give, each drawn for the features that give it, and one with the fixed value for
/// those that give none of them.
/// </summary>
internal static class QmlChoices
{
    /// <summary>Symbol layers that one may become: with more, the fixed value is used, and said.</summary>
    private const int MostVersions = 64;

    private sealed record Choice(string Override, string[] Keys, (string Word, string Value)[] Words);

    private static readonly Choice[] Choices =
    [
        new("name", ["name", "symbol_name"], Same([.. WellKnownMarks.Names])),
        new("outlineStyle", ["outline_style", "line_style"], Same("no", "solid", "dash", "dot", "dash dot", "dash dot dot")),
        new("fillStyle", ["style"], Same("solid", "no", "horizontal", "vertical", "cross", "b_diagonal", "f_diagonal", "diagonal_x",
            "dense1", "dense2", "dense3", "dense4", "dense5", "dense6", "dense7")),
        new("joinStyle", ["joinstyle"], Same("bevel", "miter", "round")),
        new("capStyle", ["capstyle", "cap_style"], Same("square", "flat", "round")),
        new("placement", ["placements", "placement"],
            Same("interval", "vertex", "lastvertex", "firstvertex", "centralpoint", "segmentcenter", "innervertices")),
        new("hAnchor", ["horizontal_anchor_point"], [("left", "0"), ("center", "1"), ("right", "2")]),
        new("vAnchor", ["vertical_anchor_point"], [("top", "0"), ("center", "1"), ("bottom", "2")]),
        new("arrowHeadType", ["head_type"], [("single", "0"), ("reversed", "1"), ("double", "2")]),
        new("clipPoints", ["clip_points"], [("false", "0"), ("true", "1"), ("0", "0"), ("1", "1")]),
        new("customDash", ["customdash"], []),
        new("char", ["chr"], []),
        new("fontStyle", ["font_style"], []),
        new("file", ["svgFile"], []),
    ];

    /// <summary>The versions of a symbol layer's properties, each with the condition under which it is drawn; null for always.</summary>
    public static List<(QmlProperties Properties, StyleExpression? Condition)> Of(QmlProperties properties)
    {
        List<(QmlProperties Properties, StyleExpression? Condition)> versions = [(properties, null)];
        foreach (var choice in Choices)
        {
            if (choice.Keys.FirstOrDefault(properties.Has) is not { } key || properties.PeekOverride(choice.Override) is not { } source)
                continue;
            var words = Words(choice, source);
            if (words is not null && versions.Count * (words.Count + 1) <= MostVersions)
                versions = [.. versions.SelectMany(version => Versions(version, choice.Override, key, source, words))];
        }

        return versions;
    }

    private static IEnumerable<(QmlProperties Properties, StyleExpression? Condition)> Versions(
        (QmlProperties Properties, StyleExpression? Condition) version, string name, string key, StyleExpression source,
            List<(string Word, string Value)> words)
    {
        version.Properties.TakeOverride(name);
        var tests = words.Select(word => (StyleExpression)new IsSame(source, Literal.Of(word.Word))).ToList();
        for (var i = 0; i < words.Count; i++)
            yield return (Chosen(version.Properties, key, words[i].Value), And.Join(version.Condition, tests[i]));
        yield return (version.Properties, And.Join(version.Condition, new NoneTrue(tests)));
    }

    private static QmlProperties Chosen(QmlProperties properties, string key, string value) =>
        key == "customdash" ? properties.With(key, value).With("use_custom_dash", "1") : properties.With(key, value);

    /// <summary>The words this expression may give; null when they cannot be told.</summary>
    private static List<(string Word, string Value)>? Words(Choice choice, StyleExpression source)
    {
        if (Results(source) is not { } results)
            return choice.Words.Length > 0 ? [.. choice.Words] : null;
        if (choice.Words.Length == 0 || choice.Override == "name")
            return [.. results.Distinct().Select(word => (word, word))];
        return [.. results.Distinct()
            .SelectMany(word => choice.Words.Where(known => known.Word.Equals(word, StringComparison.OrdinalIgnoreCase))
            .Select(known => (word, known.Value)))];
    }

    private static IEnumerable<string>? Results(StyleExpression expression) => expression switch
    {
        Literal { Kind: Features.Layers.FieldKind.Null } => [],
        Literal literal => [literal.Text],
        Case cases => All([.. cases.Branches.Select(branch => branch.Result), cases.Otherwise]),
        FunctionCall { Function.Name: "coalesce" } call => All(call.Arguments),
        _ => null,
    };

    private static IEnumerable<string>? All(IEnumerable<StyleExpression> expressions)
    {
        var all = expressions.Select(Results).ToList();
        return all.Contains(null) ? null : all.SelectMany(results => results!);
    }

    private static (string Word, string Value)[] Same(params string[] words) => [.. words.Select(word => (word, word))];
}
