using SrceOgc.Features.Expressions.Fes;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Cql;

/// <summary>Reads what CQL writes like a call: spatial and temporal operators, dates, and functions of values.</summary>
internal sealed class CqlFunctionReader(CqlLexer lexer, FilterBuilder builder, Func<Expression> readExpression)
{
    public CqlNode Read(CqlToken name)
    {
        var upper = name.Text.ToUpperInvariant();
        if (upper == "BBOX")
            return ReadBox();
        if (Spatial(upper) is { } spatial)
            return ReadSpatial(spatial);
        if (upper is "DATE" or "TIMESTAMP")
            return builder.Literal(ReadTime(ReadText()));
        return CqlTemporal.Name(upper) is { } temporal ? ReadTemporal(temporal) : builder.Function(name.Text, ReadArguments());
    }

    public List<Expression> ReadArguments()
    {
        var arguments = new List<Expression>();
        lexer.Expect("(");
        if (lexer.Skip(")"))
            return arguments;
        do
            arguments.Add(readExpression());
        while (lexer.Skip(","));
        lexer.Expect(")");
        return arguments;
    }

    /// <summary>A date written bare, quoted, or as DATE('…') and TIMESTAMP('…').</summary>
    public LiteralExpression ReadTime()
    {
        if (lexer.Skip("DATE") || lexer.Skip("TIMESTAMP"))
            return ReadTime(ReadText());
        return lexer.Current.Kind is CqlTokenKind.Time or CqlTokenKind.Text
            ? ReadTime(lexer.Next().Text) : throw lexer.Unexpected("date attendue", "date expected");
    }

    /// <summary>ECQL's names, and CQL2's with S_ before them.</summary>
    private static SpatialOperator? Spatial(string name) => (name.StartsWith("S_", StringComparison.Ordinal) ? name[2..] : name) switch
    {
        "INTERSECTS" => SpatialOperator.Intersects,
        "DISJOINT" => SpatialOperator.Disjoint,
        "CONTAINS" => SpatialOperator.Contains,
        "WITHIN" => SpatialOperator.Within,
        "TOUCHES" => SpatialOperator.Touches,
        "CROSSES" => SpatialOperator.Crosses,
        "OVERLAPS" => SpatialOperator.Overlaps,
        "EQUALS" => SpatialOperator.Equals,
        "DWITHIN" => SpatialOperator.WithinDistance,
        "BEYOND" => SpatialOperator.BeyondDistance,
        _ => null,
    };

    private static LiteralExpression ReadTime(string text) =>
        LiteralText.ReadTime(text) ?? throw new FilterException(
            $"Date illisible : « {GivenText.Shortened(text)} ».",
            $"Unreadable date: '{GivenText.Shortened(text)}'.");

    private Filter ReadSpatial(SpatialOperator spatial)
    {
        lexer.Expect("(");
        var property = WktReader.Starts(lexer.Current) ? null : readExpression();
        LiteralGeometry geometry;
        if (property is null)
        {
            geometry = new WktReader(lexer, builder).Read();
            lexer.Expect(",");
            property = readExpression();
            spatial = Converse(spatial);
        }
        else
        {
            lexer.Expect(",");
            geometry = WktReader.Starts(lexer.Current)
                ? new WktReader(lexer, builder).Read() : throw lexer.Unexpected("géométrie WKT attendue", "WKT geometry expected");
        }
        var (distance, unit) = spatial is SpatialOperator.WithinDistance or SpatialOperator.BeyondDistance ? ReadDistance() : (0, null);
        lexer.Expect(")");
        return builder.Spatial(spatial, property, geometry, distance, unit);
    }

    private static SpatialOperator Converse(SpatialOperator spatial) => spatial switch
    {
        SpatialOperator.Contains => SpatialOperator.Within,
        SpatialOperator.Within => SpatialOperator.Contains,
        _ => spatial,
    };

    /// <summary>ECQL writes two-word units bare: "nautical miles".</summary>
    private (double Distance, string? Unit) ReadDistance()
    {
        lexer.Expect(",");
        var distance = lexer.ReadNumber();
        if (!lexer.Skip(","))
            return (distance, null);
        var unit = lexer.Next().Text;
        while (lexer.Current.Kind == CqlTokenKind.Name)
            unit += " " + lexer.Next().Text;
        return (distance, unit);
    }

    /// <summary>ECQL: BBOX(property, x1, y1, x2, y2 [, 'crs']).</summary>
    private Filter ReadBox()
    {
        lexer.Expect("(");
        var property = readExpression();
        var corners = new double[4];
        for (var i = 0; i < corners.Length; i++)
        {
            lexer.Expect(",");
            corners[i] = lexer.ReadNumber();
        }
        var crs = lexer.Skip(",") ? BoxText.ReadCrs(lexer.Next().Text, builder.Registry) : (SrceOgc.Features.ReferenceSystems.CrsName?)null;
        lexer.Expect(")");
        return builder.Spatial(SpatialOperator.Intersects, property, BoxText.ToGeometry(corners, crs, builder));
    }

    private Filter ReadTemporal(string name)
    {
        lexer.Expect("(");
        var property = readExpression();
        lexer.Expect(",");
        var isInterval = lexer.Skip("INTERVAL");
        if (isInterval)
            lexer.Expect("(");
        var begin = ReadTime();
        var end = lexer.Skip(isInterval ? "," : "/") ? ReadTime() : null;
        if (isInterval)
            lexer.Expect(")");
        lexer.Expect(")");
        return TemporalOperators.Build(builder, name, property, begin, end);
    }

    private string ReadText()
    {
        lexer.Expect("(");
        if (lexer.Current.Kind != CqlTokenKind.Text)
            throw lexer.Unexpected("date entre apostrophes attendue", "date between quotes expected");
        var text = lexer.Next().Text;
        lexer.Expect(")");
        return text;
    }
}
