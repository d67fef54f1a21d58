using System.Xml;
using System.Xml.Linq;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Fes;

/// <summary>
/// Reads the XML filters of FES 2.0 and Filter Encoding 1.1 and 1.0: three namespaces, the same operators under the same
/// names (PropertyName became ValueReference, FeatureId became ResourceId).
/// </summary>
public sealed class FesFilterReader
{
    private readonly XmlReader _reader;
    private readonly FilterBuilder _builder;
    private readonly FesExpressionReader _expressions;

    private FesFilterReader(XmlReader reader, FilterBuilder builder)
    {
        _reader = reader;
        _builder = builder;
        _expressions = new FesExpressionReader(reader, builder);
    }

    public static Filter Read(string xml, FilterBuilder builder)
    {
        builder.Tally.CountCharacters(xml.Length);
        return FilterXml.ReadChecked(() =>
        {
            using var reader = FilterXml.Open(xml);
            return Read(reader, builder);
        });
    }

    /// <summary>A filter that came within a larger document, and was counted with it.</summary>
    public static Filter Read(XElement filter, FilterBuilder builder)
    {
        using var reader = filter.CreateReader();
        return Read(reader, builder);
    }

    private static Filter Read(XmlReader reader, FilterBuilder builder)
    {
        reader.MoveToContent();
        return new FesFilterReader(reader, builder).ReadFilter();
    }

    public static bool IsFilterNamespace(string uri) => uri is "http://www.opengis.net/fes/2.0" or "http://www.opengis.net/ogc" or "";

    private Filter ReadFilter()
    {
        if (_reader.LocalName != "Filter" || !IsFilterNamespace(_reader.NamespaceURI))
            throw new FilterException(
                "Un filtre XML commence par l'élément <Filter> (espace de noms FES 2.0 ou OGC).",
                "A filter in XML begins with element <Filter> (namespace of FES 2.0 or of OGC).");
        var conditions = new List<Filter>();
        var identifiers = new List<string>();
        _reader.ReadChildren(() => ReadConditionOrIdentifier(conditions, identifiers));
        if (conditions.Count + Math.Min(identifiers.Count, 1) != 1)
            throw new FilterException(
                "Un filtre contient une condition, ou des identifiants, mais pas les deux.",
                "A filter holds one condition, or identifiers, not both.");
        return identifiers.Count > 0 ? _builder.Identifiers(identifiers) : conditions[0];
    }

    private void ReadConditionOrIdentifier(List<Filter> conditions, List<string> identifiers)
    {
        if (_reader.LocalName is not ("ResourceId" or "FeatureId" or "GmlObjectId"))
        {
            conditions.Add(ReadCondition());
            return;
        }
        identifiers.Add(ReadIdentifier());
    }

    private string ReadIdentifier()
    {
        var identifier = _reader.GetAttribute("rid") ?? _reader.GetAttribute("fid")
            ?? _reader.GetAttribute("id", "http://www.opengis.net/gml")
            ?? throw new FilterException($"L'élément <{_reader.LocalName}> n'a pas d'identifiant.",
                $"Element <{_reader.LocalName}> has no identifier.");
        _reader.Skip();
        return identifier;
    }

    private Filter ReadCondition()
    {
        var name = _reader.LocalName;
        if (!IsFilterNamespace(_reader.NamespaceURI))
            throw new FilterException(
                $"Élément <{GivenText.Shortened(name)}> inattendu dans un filtre.",
                $"Unexpected element <{GivenText.Shortened(name)}> in a filter.");
        _builder.Enter();
        var filter = name switch
        {
            "And" => _builder.And(ReadConditions()),
            "Or" => _builder.Or(ReadConditions()),
            "Not" => _builder.Not(Single(ReadConditions())),
            "PropertyIsLike" => ReadLike(),
            "PropertyIsNull" => _builder.IsNull(Exactly(1, ReadOperands())[0]),
            "PropertyIsNil" => _builder.IsNil(Exactly(1, ReadOperands())[0]),
            "PropertyIsBetween" => ReadBetween(),
            "ResourceId" or "FeatureId" or "GmlObjectId" => _builder.Identifiers([ReadIdentifier()]),
            _ when FesOperators.Comparison(name) is { } comparison => ReadComparison(comparison),
            _ when FesOperators.Spatial(name) is { } spatial => new FesSpatialReader(_reader, _builder, _expressions).Read(spatial),
            _ when TemporalOperators.All.Contains(name) => new FesTemporalReader(_reader, _builder, _expressions).Read(name),
            _ => throw FilterException.Unsupported(
                $"Opérateur <{GivenText.Shortened(name)}> non pris en charge.",
                $"Operator <{GivenText.Shortened(name)}> is not supported."),
        };
        _builder.Leave();
        return filter;
    }

    private List<Filter> ReadConditions()
    {
        var conditions = new List<Filter>();
        _reader.ReadChildren(() => conditions.Add(ReadCondition()));
        return conditions;
    }

    private static Filter Single(List<Filter> conditions) =>
        conditions.Count == 1 ? conditions[0] : throw new FilterException(
            $"L'opérateur Not attend une condition, {conditions.Count} données.",
            $"Operator Not takes one condition, {conditions.Count} given.");

    private Filter ReadComparison(ComparisonOperator comparison)
    {
        var matchCase = ReadMatchCase();
        var operands = Exactly(2, ReadOperands());
        return _builder.Compare(comparison, operands[0], operands[1], matchCase);
    }

    /// <summary>matchAction tells how several values of one property count (FES 2.0, 7.7.3.3); a property here has one, so all three mean
    /// the same.</summary>
    private bool ReadMatchCase()
    {
        if (_reader.GetAttribute("matchAction") is { } action && action is not ("All" or "Any" or "One"))
            throw new FilterException("matchAction attend All, Any ou One.", "matchAction takes All, Any or One.");
        return _reader.GetAttribute("matchCase")?.Trim() switch
        {
            null or "true" or "1" => true,
            "false" or "0" => false,
            _ => throw new FilterException("matchCase attend true ou false.", "matchCase takes true or false."),
        };
    }

    private Filter ReadLike()
    {
        var any = ReadCharacter("wildCard");
        var one = ReadCharacter("singleChar");
        var escape = ReadCharacter("escapeChar") ?? ReadCharacter("escape");
        var matchCase = ReadMatchCase();
        var operands = Exactly(2, ReadOperands());
        return operands[1] is LiteralExpression literal
            ? _builder.Like(operands[0], LikePattern.Parse(literal.Text, any, one, escape, TextFolding.None), matchCase)
            : throw new FilterException("PropertyIsLike attend une propriété puis un motif littéral.",
                "PropertyIsLike takes a property, then a literal pattern.");
    }

    private char? ReadCharacter(string attribute) => _reader.GetAttribute(attribute) switch
    {
        null or "" => null,
        { Length: 1 } text => text[0],
        _ => throw new FilterException($"L'attribut {attribute} attend un seul caractère.",
            $"Attribute {attribute} takes a single character."),
    };

    private Filter ReadBetween()
    {
        var operands = new List<Expression>();
        _reader.ReadChildren(() =>
        {
            if (_reader.LocalName is "LowerBoundary" or "UpperBoundary")
                _reader.ReadChildren(() => operands.Add(_expressions.Read()));
            else
                operands.Add(_expressions.Read());
        });
        Exactly(3, operands);
        return _builder.Between(operands[0], operands[1], operands[2]);
    }

    private List<Expression> ReadOperands()
    {
        var operands = new List<Expression>();
        _reader.ReadChildren(() => operands.Add(_expressions.Read()));
        return operands;
    }

    private static List<Expression> Exactly(int count, List<Expression> operands) => operands.Count == count
        ? operands
        : throw new FilterException(
            $"Opérateur incomplet : {count} opérande(s) attendu(s), {operands.Count} donné(s).",
            $"Incomplete operator: {count} operand(s) expected, {operands.Count} given.");
}
