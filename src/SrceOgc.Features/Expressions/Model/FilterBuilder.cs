using System.Globalization;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Model;

/// <summary>
/// Where every filter language ends: it looks names up in the feature type and nowhere else, checks that what is compared
/// compares, brings geometries into the layer's system, and counts what the filter costs.
/// <paramref name="defaultCrs"/> is the system of a geometry that names none; <paramref name="tally"/> counts over the whole
/// request (null: over this filter alone).
/// </summary>
public sealed class FilterBuilder(FeatureType type, Crs crs, CrsRegistry registry, CrsName defaultCrs, AxisOrderRule axisOrder,
    FilterTally? tally = null)
{
    private int _depth;

    /// <summary>What this filter and the others of its request cost.</summary>
    public FilterTally Tally { get; } = tally ?? new();

    public CrsRegistry Registry => registry;

    public CrsName DefaultCrs => defaultCrs;

    public AxisOrderRule AxisOrder => axisOrder;

    /// <summary>Identifiers that name a feature of another type: the protocol decides whether that is an error.</summary>
    public List<string> ForeignIdentifiers { get; } = [];

    /// <summary>Goes one condition deeper; <see cref="Leave"/> comes back.</summary>
    public void Enter()
    {
        if (++_depth > RequestLimits.FilterDepth)
            throw new FilterException(
                $"Filtre trop profond : au plus {RequestLimits.FilterDepth} conditions imbriquées.",
                $"Filter too deep: at most {RequestLimits.FilterDepth} nested conditions.");
    }

    public void Leave() => _depth--;

    public Expression Property(string name)
    {
        Count();
        if (InheritedName(name) is { } inherited)
            return new AbsentExpression(inherited);
        var local = LocalName(name);
        if (type.IndexOf(local) is >= 0 and var index)
            return new FieldExpression(index, type.Fields[index]);
        if (type.IsKey(local))
            return new IdentifierExpression();
        if (type.HasGeometry && (local == type.GeometryName || local.Length == 0 || UsualNames.IsGeometry(local)))
            return new GeometryExpression();
        throw new FilterException(
            $"La couche « {type.Name} » n'a pas de propriété « {GivenText.Shortened(name)} ». Propriétés : {Names()}.",
            $"Layer '{type.Name}' has no property '{GivenText.Shortened(name)}'. Properties: {Names()}.");
    }

    public bool HasProperty(string name) => type.IndexOf(name) >= 0 || type.IsKey(name);

    public LiteralExpression Literal(LiteralExpression literal)
    {
        Count();
        return literal;
    }

    public Expression Arithmetic(ArithmeticOperator operation, Expression left, Expression right)
    {
        Count();
        return new ArithmeticExpression(operation, Number(left), Number(right));
    }

    public Expression Function(string name, IReadOnlyList<Expression> arguments)
    {
        Count();
        return FilterFunctions.Create(name, arguments);
    }

    public Filter Compare(ComparisonOperator comparison, Expression left, Expression right, bool matchCase = true)
    {
        Count();
        if (left is AbsentExpression || right is AbsentExpression)
            return Unmatched(left, right);
        (left, right) = ExpressionTypes.Unify(left, right);
        if (left.Kind != FieldKind.Text || matchCase)
            return new ComparisonFilter(comparison, left, right);
        return new ComparisonFilter(comparison, ExpressionTypes.Fold(TextFolding.Lower, left),
            ExpressionTypes.Fold(TextFolding.Lower, right));
    }

    public Filter Between(Expression operand, Expression lower, Expression upper)
    {
        Count();
        if (operand is AbsentExpression)
            return Unmatched(operand);
        return new BetweenFilter(operand, ExpressionTypes.Unify(operand, lower).Right, ExpressionTypes.Unify(operand, upper).Right);
    }

    /// <summary>Anything that has a text can be searched; the pattern is folded as its operand is.</summary>
    public Filter Like(Expression operand, LikePattern pattern, bool matchCase = true)
    {
        Count();
        if (operand is AbsentExpression)
            return Unmatched(operand);
        ExpressionTypes.RequireValue(operand);
        var text = operand.Kind == FieldKind.Text ? operand : new TextCastExpression(operand);
        return matchCase
            ? new LikeFilter(text, pattern)
            : new LikeFilter(ExpressionTypes.Fold(TextFolding.Lower, text), pattern.Fold(TextFolding.Lower));
    }

    public Filter In(Expression operand, IReadOnlyList<Expression> values)
    {
        Count();
        if (operand is AbsentExpression)
            return Unmatched(operand);
        var literals = new List<LiteralExpression>(values.Count);
        foreach (var value in values)
            literals.Add(ExpressionTypes.Unify(operand, value).Right as LiteralExpression ?? throw new FilterException(
                "L'opérateur IN n'accepte que des valeurs littérales.",
                "Operator IN takes literal values only."));
        return new InFilter(operand, literals);
    }

    public Filter IsNull(Expression operand)
    {
        Count();
        return operand is AbsentExpression ? Filter.All : new IsNullFilter(operand);
    }

    /// <summary>
    /// Of properties that are there with xsi:nil (FES 2.0, 7.7.3.6). A null is written here as an absent element, so there are none.
    /// </summary>
    public Filter IsNil(Expression operand)
    {
        Count();
        return operand is LiteralExpression
            ? throw new FilterException("PropertyIsNil attend une propriété.", "PropertyIsNil takes a property.")
            : Filter.None;
    }

    /// <summary>A property that is true by itself, as in "actif AND …".</summary>
    public Filter Truth(Expression operand) => operand.Kind == FieldKind.Boolean
        ? Compare(ComparisonOperator.Equal, operand, LiteralExpression.Of(true))
        : throw new FilterException(
            "Condition attendue : une valeur qui n'est pas un booléen ne peut pas servir de condition.",
            "Condition expected: a value that is not a boolean cannot stand for a condition.");

    public Filter Spatial(SpatialOperator spatialOperator, Expression property, LiteralGeometry literal, double distance = 0, string? unit =
        null)
    {
        Count();
        if (property is AbsentExpression { Name: UsualNames.BoundedBy } && spatialOperator == SpatialOperator.Intersects)
            property = Geometry();
        if (property is not GeometryExpression)
            throw new FilterException(
                $"Opérateur spatial {spatialOperator} : la propriété donnée n'est pas une géométrie{(type.HasGeometry
                    ? $" (attendu : « {type.GeometryName} »)" : $", et la couche « {type.Name} » n'en a pas")}.",
                $"Spatial operator {spatialOperator}: the property given is no "
                    + $"geometry{(type.HasGeometry ? $" (expected: '{type.GeometryName}')" : $", and layer '{type.Name}' has none")}.");
        if (literal.Geometry.OgcGeometryType == NetTopologySuite.Geometries.OgcGeometryType.GeometryCollection
            && spatialOperator is not (SpatialOperator.Intersects or SpatialOperator.Disjoint or SpatialOperator.WithinDistance
            or SpatialOperator.BeyondDistance))
            throw new FilterException(
                $"Opérateur spatial {spatialOperator} : une collection de géométries hétérogènes n'est pas admise.",
                $"Spatial operator {spatialOperator}: a collection of mixed geometries is not allowed.");
        LiteralValidity.Require(literal.Geometry, spatialOperator);
        if (spatialOperator == SpatialOperator.Intersects)
            literal = literal.Near(type.Extent, crs, defaultCrs.Crs);
        var geometry = literal.In(crs, defaultCrs.Crs) ?? throw new FilterException(
            $"La géométrie du filtre sort du domaine de {crs.Code}.",
            $"The filter's geometry lies outside the domain of {crs.Code}.");
        return new SpatialFilter(spatialOperator, geometry, Distances.InUnitsOf(crs, distance, unit));
    }

    /// <summary>The default geometry of the layer: what BBOX means when it names no property.</summary>
    public Expression Geometry() => type.HasGeometry
        ? new GeometryExpression()
        : throw new FilterException($"La couche « {type.Name} » n'a pas de géométrie.", $"Layer '{type.Name}' has no geometry.");

    public Filter And(IReadOnlyList<Filter> operands) => Combine(operands, "And", list => new AndFilter(list));

    public Filter Or(IReadOnlyList<Filter> operands) => Combine(operands, "Or", list => new OrFilter(list));

    public Filter Not(Filter operand)
    {
        Count();
        return new NotFilter(operand);
    }

    /// <summary>Identifiers as protocols write them: "type.42", or "42" alone. Those that name no possible feature match nothing.</summary>
    public Filter Identifiers(IEnumerable<string> identifiers)
    {
        Count();
        var ids = new List<long>();
        foreach (var identifier in identifiers)
        {
            Tally.CountIdentifier();
            if (TryReadIdentifier(identifier, out var id))
                ids.Add(id);
        }
        return new IdFilter(ids);
    }

    /// <summary>
    /// A comparison with what no feature has is unknown, and so is its contrary. The bounds of a feature are no value that compares
    /// (FES 2.0, 11.4).
    /// </summary>
    private static Filter Unmatched(params ReadOnlySpan<Expression> operands)
    {
        foreach (var operand in operands)
            if (operand is AbsentExpression { Name: UsualNames.BoundedBy })
                throw FilterException.Impossible(
                    "gml:boundedBy est un rectangle : aucune comparaison ne s'y applique, sinon BBOX.",
                    "gml:boundedBy is a rectangle: no comparison applies to it, only BBOX.");
        return Filter.Unknown;
    }

    private static Filter Combine(IReadOnlyList<Filter> operands, string name, Func<IReadOnlyList<Filter>, Filter> combine) =>
        operands.Count switch
        {
            0 => throw new FilterException($"L'opérateur {name} attend au moins une condition.",
                $"Operator {name} takes at least one condition."),
            1 => operands[0],
            _ => combine(operands),
        };

    private static Expression Number(Expression operand)
    {
        if (operand is LiteralExpression { Kind: FieldKind.Text } text)
            return LiteralText.ReadNumber(text.Text) ?? throw new FilterException(
                $"« {GivenText.Shortened(text.Text)} » n'est pas un nombre.",
                $"'{GivenText.Shortened(text.Text)}' is not a number.");
        return operand.Kind is FieldKind.Integer or FieldKind.Real ? operand : throw new FilterException(
            "Le calcul n'est possible que sur des nombres.",
            "Only numbers can be computed with.");
    }

    private bool TryReadIdentifier(string identifier, out long id)
    {
        var dot = identifier.LastIndexOf('.');
        if (!long.TryParse(identifier.AsSpan(dot + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out id))
            return false;
        if (dot < 0 || identifier.AsSpan(0, dot).SequenceEqual(type.Name))
            return true;
        ForeignIdentifiers.Add(identifier);
        return false;
    }

    /// <summary>"srce:corridor/srce:nom" and "corridor/nom" and "nom" are one property; any other path is none.</summary>
    private string LocalName(string name)
    {
        var slash = name.LastIndexOf('/');
        var step = slash >= 0 && Unprefixed(name[..slash]) == type.Name ? name[(slash + 1)..] : name;
        return HasProperty(step) ? step : Unprefixed(step);
    }

    /// <summary>"gml:name" and "srce:communes/gml:name"; null for any other name. A column called NAME is not gml:name.</summary>
    private static string? InheritedName(string name)
    {
        var step = name[(name.LastIndexOf('/') + 1)..];
        return UsualNames.IsInherited(step) ? step : null;
    }

    private static string Unprefixed(string name) => name[(name.LastIndexOf(':') + 1)..];

    private string Names() =>
        string.Join(", ", type.Fields.Select(field => field.Name).Append(type.GeometryName).Where(name => name.Length > 0));

    private void Count() => Tally.CountNode();
}
