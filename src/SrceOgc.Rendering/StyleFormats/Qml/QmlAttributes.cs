using System.Collections.Frozen;
using System.Xml.Linq;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>What becomes of an attribute.</summary>
internal enum AttributeState : byte
{
    /// <summary>The reader takes it.</summary>
    Read,

    /// <summary>QGIS draws the same whatever it says.</summary>
    WithoutEffect,

    /// <summary>Not drawn: said when it has a value that shows.</summary>
    Reported,
}

/// <summary>
/// An attribute of a renderer, symbol or label: the element or the class of symbol layer it belongs to, its name, the values of a reported
/// one that show nothing (null: it is reported with the whole it belongs to), and why, or what is drawn instead.
/// </summary>
internal sealed record QmlAttribute(string Owner, string Name, AttributeState State, IReadOnlyList<string>? Neutral, string Note);

/// <summary>
/// Every attribute that QGIS writes into styles, from the table attributs.tsv beside this file: nothing of a style is passed over in
/// silence. Those of no row are said too.
/// </summary>
internal static class QmlAttributes
{
    private const string Resource = "SrceOgc.Rendering.StyleFormats.Qml.attributs.tsv";
    private const int MostNamed = 20;

    /// <summary>Parts whose readers report on them as a whole, or that are no drawing: their insides are not looked at.</summary>
    private static readonly FrozenSet<string> Whole = new[]
    {
        "data_defined_properties", "dd_properties", "data-defined-properties", "effect", "colorramp", "Option", "prop", "source-symbol",
            "rotation", "sizescale",
        "orderby", "families", "substitutions", "activeChecks", "callout", "colorRampShader",
    }.ToFrozenSet();

    public static IReadOnlyList<QmlAttribute> All { get; } = Load();

    private static readonly FrozenDictionary<(string Owner, string Name),
        QmlAttribute> ByName = All.ToFrozenDictionary(row => (row.Owner, row.Name));

    private static readonly FrozenSet<string> Owners = All.Select(row => row.Owner).ToFrozenSet();

    private static readonly QmlAttribute[] Endings = [.. All.Where(row => row.Name.StartsWith('*'))];

    /// <summary>The row of an attribute; null when it has none.</summary>
    public static QmlAttribute? Find(string owner, string name) =>
        ByName.GetValueOrDefault((owner, name)) ?? Array.Find(Endings, row => name.EndsWith(row.Name.AsSpan(1), StringComparison.Ordinal));

    /// <summary>Says what of a style is not drawn though it shows, and what is not known.</summary>
    public static void Report(XElement style, StyleLosses losses)
    {
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (owner, name, value) in Of(style))
            if (Find(owner, name) is not { } row)
                _ = IsUnknownClass(owner) || unknown.Add($"{owner} {name}");
            else if (row is { State: AttributeState.Reported, Neutral: { } neutral } && !IsNeutral(value, neutral))
                losses.Approximate($"{owner}, « {name} » ({QmlContext.Shorten(value)})", row.Note);
        if (unknown.Count > 0)
            losses.Approximate($"attributs inconnus du serveur : "
                + $"{string.Join(", ", unknown.Take(MostNamed))}{(unknown.Count > MostNamed ? "…" : "")}", "sans effet sur le dessin");
    }

    /// <summary>A symbol layer of a class that is not known is reported as a whole.</summary>
    private static bool IsUnknownClass(string owner) => owner.Length > 0 && char.IsAsciiLetterUpper(owner[0]) && !Owners.Contains(owner);

    /// <summary>The attributes of the renderer and the labels, with the element or class of symbol layer each belongs to.</summary>
    public static IEnumerable<(string Owner, string Name, string Value)> Of(XElement style) =>
        style.Attributes().Select(attribute => ("qgis", attribute.Name.LocalName, attribute.Value))
            .Concat(style.Elements().Where(element => element.Name.LocalName is "renderer-v2" or "labeling").SelectMany(Under));

    private static IEnumerable<(string Owner, string Name, string Value)> Under(XElement element)
    {
        var owner = element.Name.LocalName;
        foreach (var attribute in element.Attributes())
            yield return (owner, attribute.Name.LocalName, attribute.Value);
        if (owner == "layer")
            foreach (var property in Properties(element))
                yield return property;
        // The symbol of a label's frame: said with the frame.
        foreach (var child in element.Elements().Where(child => !Whole.Contains(child.Name.LocalName) && owner != "background"))
            foreach (var attribute in Under(child))
                yield return attribute;
    }

    private static IEnumerable<(string Owner, string Name, string Value)> Properties(XElement layer)
    {
        var layerClass = QmlContext.Attribute(layer, "class");
        foreach (var prop in layer.Elements("prop").Where(prop => !QmlOldOverrides.Is(QmlContext.Attribute(prop, "k"))))
            yield return (layerClass, QmlContext.Attribute(prop, "k"), QmlContext.Attribute(prop, "v"));
        foreach (var option in layer.Elements("Option").Elements("Option"))
            yield return (layerClass, QmlContext.Attribute(option, "name"), QmlContext.Attribute(option, "value"));
    }

    private static bool IsNeutral(string value, IReadOnlyList<string> neutral) =>
        neutral.Contains(value) || (QmlNumbers.TryParse(value, out var number)
            && neutral.Any(text => QmlNumbers.TryParse(text, out var known) && known == number));

    private static List<QmlAttribute> Load()
    {
        using var stream = typeof(QmlAttributes).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var rows = new List<QmlAttribute>();
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#' && line.Split('\t') is [var owner, var name, var state, var neutral, var note])
                rows.Add(new(owner, name, state switch
                {
                    "lu" => AttributeState.Read,
                    "sans" => AttributeState.WithoutEffect,
                    _ =>
                    AttributeState.Reported
                },
                    neutral == "*" ? null : neutral.Split('|'), note));
        return rows;
    }
}
