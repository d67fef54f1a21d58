using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Features.Indicators;

public enum MeasureKind : byte
{
    /// <summary>Square metres of the union of polygons.</summary>
    Area,

    /// <summary>Metres of the union of lines.</summary>
    Length,

    /// <summary>Features that meet the territory, its border included.</summary>
    Count,
}

/// <summary>
/// One figure of a territory: of a role alone, or of what it has in common with another; of all its features, or of those of one category.
/// </summary>
/// <param name="Kind">In which unit.</param>
/// <param name="Role">Index of <see cref="MeasuringPlan.Roles"/>.</param>
/// <param name="Other">Index of the role whose areas bound it; -1 for none.</param>
/// <param name="Category">Value of the category field; null for all features.</param>
public sealed record Measure(MeasureKind Kind, int Role, int Other = -1, string? Category = null);

/// <summary>Features of one layer that play a role.</summary>
/// <param name="Layer">Where they lie.</param>
/// <param name="Filter">Which of them.</param>
/// <param name="ToMeasuring">From the layer's system into the one measured in.</param>
/// <param name="CategoryField">Index of the field that says the category; -1 for none.</param>
/// <param name="Classes">Where that field is a number: what it is worth in words; null where it says the category itself.</param>
public sealed record RoleSource(
    IFeatureSource Layer, Filter Filter, CrsTransform ToMeasuring, int CategoryField, NumberClasses? Classes = null);

/// <summary>Numbers told apart in words.</summary>
/// <param name="Bounds">Ascending; a number that equals one belongs below it, as QGIS has it.</param>
/// <param name="Names">One more than there are bounds.</param>
public sealed record NumberClasses(IReadOnlyList<double> Bounds, IReadOnlyList<string> Names)
{
    public string Of(FieldValue value) => value.Kind switch
    {
        FieldKind.Real => Of(value.Real),
        FieldKind.Integer => Of(value.Integer),
        _ => IndicatorCategories.None,
    };

    private string Of(double number) => Names[Bounds.TakeWhile(bound => bound < number).Count()];
}

/// <summary>What is measured as one thing: réservoirs, corridors, all zonings together.</summary>
public sealed record MeasuredRole(string Name, IReadOnlyList<RoleSource> Sources);

/// <summary>What is measured of each territory.</summary>
public sealed record MeasuringPlan(IReadOnlyList<MeasuredRole> Roles, IReadOnlyList<Measure> Measures);
