using System.Globalization;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Legends;
using SrceOgc.Server.Maps;

namespace SrceOgc.Server.Wms;

/// <summary>
/// LEGEND_OPTIONS, "name:value;name:value" as GeoServer's clients send it: dpi, fontSize, forceLabels, forceTitles, countMatched. Its
/// other names are about
/// fonts, colours and arrangement; a legend here has its own.
/// </summary>
internal sealed class LegendOptionsParameter
{
    private const double SmallestFont = 4, LargestFont = 72;

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    public LegendOptionsParameter(string? text)
    {
        foreach (var part in text?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
            if (part.Split(':', 2, StringSplitOptions.TrimEntries) is [var name, var value])
                _values[name] = value;
    }

    /// <summary>What it says in place of what else was asked.</summary>
    public LegendOptions Over(LegendOptions options) => options with
    {
        Dpi = Number("dpi") is { } dpi ? MapViewParameters.RequireDpi(dpi) : options.Dpi,
        FontPoints = Number("fontSize") is { } size ? RequireFont(size) : options.FontPoints,
        ShowRuleTitles = IsOff("forceLabels") ? false : options.ShowRuleTitles,
        ShowLayerTitles = IsOff("forceTitles") || IsOff("forceLabels") ? false : options.ShowLayerTitles,
        ShowCounts = _values.GetValueOrDefault("countMatched")?.Equals("true", StringComparison.OrdinalIgnoreCase) ?? options.ShowCounts,
    };

    private bool IsOff(string name) => _values.GetValueOrDefault(name)?.ToLowerInvariant() is "off" or "false";

    private double? Number(string name)
    {
        if (!_values.TryGetValue(name, out var text))
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw ServiceException.Invalid("LEGEND_OPTIONS", $"{name}:{text}", "un nombre", "a number");
    }

    private static double RequireFont(double points) => points is >= SmallestFont and <= LargestFont
        ? points
        : throw ServiceException.Invalid("LEGEND_OPTIONS", $"fontSize:{points.ToString(CultureInfo.InvariantCulture)}",
            $"de {SmallestFont} à {LargestFont} points", $"from {SmallestFont} to {LargestFont} points");
}
