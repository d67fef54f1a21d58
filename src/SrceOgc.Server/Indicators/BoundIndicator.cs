using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Indicators;

/// <summary>An indicator as the layers at hand allow it: which measures it is made of.</summary>
/// <param name="Key">Name of its column.</param>
/// <param name="Title">In words.</param>
/// <param name="Unit"><c>ha</c>, <c>km</c>, <c>%</c>, or empty for a number.</param>
/// <param name="Measure">Index of its measure.</param>
/// <param name="Whole">Index of the measure that is 100 %; -1 for the territory itself; null when it is no share.</param>
/// <param name="IsMain">A map is drawn of it.</param>
/// <param name="Of">Its definition, which its categories share.</param>
internal sealed record BoundIndicator(string Key, Text Title, string Unit, int Measure, int? Whole, bool IsMain, IndicatorDefinition Of)
{
    /// <summary>Null for a share of nothing.</summary>
    public double? Value(double territoryArea, double[] measures)
    {
        var measured = measures[Measure];
        if (Whole is not { } whole)
            return Unit switch { "ha" => Math.Round(measured / 10_000, 4), "km" => Math.Round(measured / 1000, 4), _ => measured };
        var of = whole < 0 ? territoryArea : measures[whole];
        return of > 0 ? Math.Round(100 * measured / of, 3) : null;
    }
}
