using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Model;

/// <summary>
/// The temporal operators of FES 2.0 (7.9) and CQL2 on properties that are instants, as comparisons. An instant is taken
/// as a period of no length: it begins and ends at itself, so BegunBy, EndedBy, Meets … keep a meaning.
/// </summary>
public static class TemporalOperators
{
    /// <summary>Names as FES 2.0 writes them.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["After", "AnyInteracts", "Before", "Begins", "BegunBy", "During", "EndedBy", "Ends", "Meets", "MetBy", "OverlappedBy", "TContains",
            "TEquals", "TOverlaps"];

    /// <summary><paramref name="end"/> null: an instant.</summary>
    public static Filter Build(FilterBuilder builder, string name, Expression property, LiteralExpression begin, LiteralExpression? end)
    {
        if (property.Kind is not (FieldKind.Date or FieldKind.DateTime))
            throw new FilterException(
                $"Opérateur temporel {name} : la propriété donnée n'est pas une date.",
                $"Temporal operator {name}: the property given is no date.");
        return end is null ? ToInstant(builder, name, property, begin) : ToPeriod(builder, name, property, begin, end);
    }

    private static Filter ToInstant(FilterBuilder builder, string name, Expression property, LiteralExpression instant) => name switch
    {
        "After" => builder.Compare(ComparisonOperator.Greater, property, instant),
        "Before" => builder.Compare(ComparisonOperator.Less, property, instant),
        "TOverlaps" or "OverlappedBy" => Filter.None,
        _ => builder.Compare(ComparisonOperator.Equal, property, instant),
    };

    private static Filter ToPeriod(FilterBuilder builder, string name, Expression property, LiteralExpression begin,
        LiteralExpression end) => name switch
        {
            "After" => builder.Compare(ComparisonOperator.Greater, property, end),
            "Before" => builder.Compare(ComparisonOperator.Less, property, begin),
            "Begins" or "Meets" => builder.Compare(ComparisonOperator.Equal, property, begin),
            "Ends" or "MetBy" => builder.Compare(ComparisonOperator.Equal, property, end),
            "AnyInteracts" => builder.Between(property, begin, end),
            "During" => builder.And(
            [
                builder.Compare(ComparisonOperator.Greater, property, begin),
            builder.Compare(ComparisonOperator.Less, property, end),
        ]),
            _ => Filter.None,
        };
}
