using SrceOgc.Features.Geometries;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Legends;

/// <summary>One symbol of a legend and what it stands for; <paramref name="Count"/> of features when they were counted.</summary>
public sealed record LegendEntry(Rule Rule, string Title, long? Count);

/// <summary>The part of a legend about one layer. No entries is a legend too: the layer shows nothing at this scale or place.</summary>
public sealed record LegendLayer(string Name, string Title, GeometryFamily Family, IReadOnlyList<LegendEntry> Entries)
{
    /// <summary>Layers that belong together carry the same group title, which is written once.</summary>
    public string Group { get; init; } = "";

    /// <summary>A layer drawn with one symbol needs no heading: its title stands beside the symbol.</summary>
    public bool IsSingle => Entries.Count == 1 && (Entries[0].Title.Length == 0 || Entries[0].Title == Title)
        && Entries[0].Rule.Groups.Count == 0;

    /// <param name="name">The layer's published name.</param>
    /// <param name="title">What readers call it.</param>
    /// <param name="family">What its symbols are drawn on.</param>
    /// <param name="style">The style.</param>
    /// <param name="options">Which scale, and which rule if only one is wanted.</param>
    /// <param name="counts">Features by legend rule, from <see cref="LegendCounts"/>; rules of none are left out. Null keeps all.</param>
    public static LegendLayer Of(string name, string title, GeometryFamily family, Style style, LegendOptions options,
        IReadOnlyList<long>? counts = null)
    {
        var entries = new List<LegendEntry>();
        for (var i = 0; i < style.Legend.Count; i++)
            if (IsWanted(style, i, options) && (counts is null || counts[i] > 0))
                entries.Add(new(style.Legend[i], style.Legend[i].Title, options.ShowCounts ? counts?[i] : null));
        return new(name, title, family, entries);
    }

    private static bool IsWanted(Style style, int i, LegendOptions options)
    {
        var rule = style.Legend[i];
        return rule.Symbolizers.Count > 0
            && (options.Denominator is not { } denominator || (style.Scales.Contains(denominator) && rule.Scales.Contains(denominator)))
            && (options.Rule.Length == 0 || rule.Name == options.Rule || rule.Title == options.Rule);
    }
}

/// <summary>How a legend is asked for. Sizes in pixels; 0 leaves them to the legend.</summary>
public sealed record LegendOptions
{
    public double Dpi { get; init; } = MapScale.DefaultDpi;

    /// <summary>Only what is drawn at this scale, as <see cref="MapScale.Denominator"/> counts it; null for all.</summary>
    public double? Denominator { get; init; }

    /// <summary>The name or title of the one rule wanted; empty for all.</summary>
    public string Rule { get; init; } = "";

    public int SymbolWidth { get; init; }

    public int SymbolHeight { get; init; }

    /// <summary>Of titles.</summary>
    public double FontPoints { get; init; } = 9;

    public bool ShowCounts { get; init; }

    public bool ShowLayerTitles { get; init; } = true;

    public bool ShowRuleTitles { get; init; } = true;

    public bool IsTransparent { get; init; }

    public bool IsEnglish { get; init; }

    /// <summary>Symbols sized on the ground are shown as at this scale when none is given.</summary>
    private const double UsualDenominator = 50_000;

    public MapScale Scale => new((Denominator ?? UsualDenominator) * 0.0254 / Dpi, 1, Dpi);

    public string NothingShown => IsEnglish ? "Nothing shown here" : "Aucun symbole visible";
}
