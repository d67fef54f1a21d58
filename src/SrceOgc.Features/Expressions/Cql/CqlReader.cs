using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Cql;

/// <summary>
/// Reads ECQL (the CQL_FILTER of GeoServer's clients) and CQL2 text: one grammar for both, since neither gives the other's
/// words another meaning. Recursive descent; a parenthesis may hold a condition or a value, so both are one node until
/// an operator decides.
/// </summary>
public sealed class CqlReader
{
    private readonly CqlLexer _lexer;
    private readonly FilterBuilder _builder;
    private readonly CqlFunctionReader _functions;

    private CqlReader(CqlLexer lexer, FilterBuilder builder)
    {
        _lexer = lexer;
        _builder = builder;
        _functions = new CqlFunctionReader(lexer, builder, () => ReadSum().AsExpression(this._lexer));
    }

    public static Filter Read(string text, FilterBuilder builder)
    {
        builder.Tally.CountCharacters(text.Length);
        var lexer = new CqlLexer(text);
        var filter = new CqlReader(lexer, builder).ReadOr().AsFilter(builder);
        return lexer.Current.Kind == CqlTokenKind.End
            ? filter : throw lexer.Unexpected("opérateur ou fin attendu", "operator or end expected");
    }

    private CqlNode ReadOr() => ReadChain("OR", ReadAnd, _builder.Or);

    private CqlNode ReadAnd() => ReadChain("AND", ReadNot, _builder.And);

    private CqlNode ReadChain(string keyword, Func<CqlNode> read, Func<IReadOnlyList<Filter>, Filter> combine)
    {
        var first = read();
        if (!_lexer.Current.Is(keyword))
            return first;
        var operands = new List<Filter> { first.AsFilter(_builder) };
        while (_lexer.Skip(keyword))
            operands.Add(read().AsFilter(_builder));
        return combine(operands);
    }

    private CqlNode ReadNot()
    {
        if (!_lexer.Skip("NOT"))
            return ReadPredicate();
        _builder.Enter();
        var operand = ReadNot().AsFilter(_builder);
        _builder.Leave();
        return _builder.Not(operand);
    }

    private CqlNode ReadPredicate()
    {
        if (_lexer.Current.Is("IN"))
            return ReadIdentifiers();
        var left = ReadSum();
        if (left.Filter is not null)
            return left;
        if (Comparison() is { } comparison)
            return _builder.Compare(comparison, left.AsExpression(_lexer), ReadSum().AsExpression(_lexer));
        return _lexer.Current.Kind == CqlTokenKind.Name ? ReadWordOperator(left) : left;
    }

    private ComparisonOperator? Comparison()
    {
        ComparisonOperator? comparison = _lexer.Current.Kind != CqlTokenKind.Symbol ? null : _lexer.Current.Text switch
        {
            "=" => ComparisonOperator.Equal,
            "<>" or "!=" => ComparisonOperator.NotEqual,
            "<" => ComparisonOperator.Less,
            "<=" => ComparisonOperator.LessOrEqual,
            ">" => ComparisonOperator.Greater,
            ">=" => ComparisonOperator.GreaterOrEqual,
            _ => null,
        };
        if (comparison is not null)
            _lexer.Next();
        return comparison;
    }

    private CqlNode ReadWordOperator(CqlNode left)
    {
        if (_lexer.Current.Is("AND") || _lexer.Current.Is("OR"))
            return left;
        if (_lexer.Skip("IS"))
            return ReadIsNull(left);
        if (_lexer.Skip("EXISTS"))
            return _builder.Not(_builder.IsNull(left.AsExpression(_lexer)));
        var negated = _lexer.Skip("NOT");
        var filter = ReadWordOperator(left.AsExpression(_lexer), _lexer.Current.Text.ToUpperInvariant());
        return negated ? _builder.Not(filter) : filter;
    }

    private Filter ReadWordOperator(Expression operand, string keyword)
    {
        switch (keyword)
        {
            case "LIKE" or "ILIKE":
                _lexer.Next();
                return ReadLike(operand, matchCase: keyword == "LIKE");
            case "BETWEEN":
                _lexer.Next();
                var lower = ReadSum().AsExpression(_lexer);
                _lexer.Expect("AND");
                return _builder.Between(operand, lower, ReadSum().AsExpression(_lexer));
            case "IN":
                _lexer.Next();
                return _builder.In(operand, _functions.ReadArguments());
            case "BEFORE" or "AFTER" or "DURING" or "TEQUALS":
                _lexer.Next();
                return ReadTemporal(operand, keyword);
            default:
                throw _lexer.Unexpected("opérateur attendu", "operator expected");
        }
    }

    private Filter ReadIsNull(CqlNode left)
    {
        var negated = _lexer.Skip("NOT");
        _lexer.Expect("NULL");
        var filter = _builder.IsNull(left.AsExpression(_lexer));
        return negated ? _builder.Not(filter) : filter;
    }

    private Filter ReadLike(Expression operand, bool matchCase)
    {
        var pattern = ReadSum().AsExpression(_lexer) as LiteralExpression;
        return pattern?.Kind == FieldKind.Text
            ? _builder.Like(operand, LikePattern.Sql(pattern.Text), matchCase)
            : throw new FilterException("LIKE attend un motif entre apostrophes.", "LIKE takes a pattern between quotes.");
    }

    private Filter ReadTemporal(Expression operand, string keyword)
    {
        var name = keyword == "TEQUALS" ? "TEquals" : keyword[0] + keyword[1..].ToLowerInvariant();
        var begin = _functions.ReadTime();
        var end = _lexer.Skip("/") ? _functions.ReadTime() : null;
        return TemporalOperators.Build(_builder, name, operand, begin, end);
    }

    /// <summary>ECQL: IN ('layer.1', 'layer.2') without a property asks for identifiers.</summary>
    private CqlNode ReadIdentifiers()
    {
        _lexer.Next();
        var identifiers = _functions.ReadArguments();
        return _builder.Identifiers(identifiers.Select(identifier => identifier switch
        {
            LiteralExpression { Kind: FieldKind.Text } text => text.Text,
            LiteralExpression { Kind: FieldKind.Integer } number => number.Bits.ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => throw new FilterException("IN attend une liste d'identifiants.", "IN takes a list of identifiers."),
        }));
    }

    private CqlNode ReadSum()
    {
        var left = ReadProduct();
        while (_lexer.Current.Is("+") || _lexer.Current.Is("-"))
        {
            var operation = _lexer.Next().Text == "+" ? ArithmeticOperator.Add : ArithmeticOperator.Subtract;
            left = _builder.Arithmetic(operation, left.AsExpression(_lexer), ReadProduct().AsExpression(_lexer));
        }
        return left;
    }

    private CqlNode ReadProduct()
    {
        var left = ReadPower();
        while (Product(_lexer.Current) is { } operation)
        {
            _lexer.Next();
            left = _builder.Arithmetic(operation, left.AsExpression(_lexer), ReadPower().AsExpression(_lexer));
        }
        return left;
    }

    private static ArithmeticOperator? Product(CqlToken token) =>
        token.Is("DIV") ? ArithmeticOperator.DivideWhole : token.Kind != CqlTokenKind.Symbol ? null : token.Text switch
        {
            "*" => ArithmeticOperator.Multiply,
            "/" => ArithmeticOperator.Divide,
            "%" => ArithmeticOperator.Modulo,
            _ => null,
        };

    private CqlNode ReadPower()
    {
        var left = ReadPrimary();
        return _lexer.Skip("^") ? _builder.Arithmetic(ArithmeticOperator.Power, left.AsExpression(_lexer), ReadPrimary()
            .AsExpression(_lexer)) : left;
    }

    private CqlNode ReadPrimary()
    {
        _builder.Enter();
        var node = _lexer.Current.Kind switch
        {
            CqlTokenKind.Text => _builder.Literal(LiteralExpression.Of(_lexer.Next().Text)),
            CqlTokenKind.Number => _builder.Literal(LiteralText.ReadNumber(_lexer.Next().Text)
                ?? throw _lexer.Unexpected("nombre trop grand", "number too great")),
            CqlTokenKind.Time => _builder.Literal(_functions.ReadTime()),
            CqlTokenKind.QuotedName => _builder.Property(_lexer.Next().Text),
            CqlTokenKind.Name => ReadName(),
            CqlTokenKind.Symbol => ReadSymbol(),
            _ => throw _lexer.Unexpected("condition attendue", "condition expected"),
        };
        _builder.Leave();
        return node;
    }

    private CqlNode ReadSymbol()
    {
        if (_lexer.Skip("("))
        {
            var node = ReadOr();
            _lexer.Expect(")");
            return node;
        }
        if (_lexer.Skip("-"))
            return _builder.Arithmetic(ArithmeticOperator.Subtract, LiteralExpression.Of(0L), ReadPrimary().AsExpression(_lexer));
        throw _lexer.Unexpected("condition attendue", "condition expected");
    }

    private CqlNode ReadName()
    {
        var name = _lexer.Next();
        if (_lexer.Current.Is("("))
            return _functions.Read(name);
        return name.Text.ToUpperInvariant() switch
        {
            "INCLUDE" => Filter.All,
            "EXCLUDE" => Filter.None,
            "TRUE" => _builder.Literal(LiteralExpression.Of(true)),
            "FALSE" => _builder.Literal(LiteralExpression.Of(false)),
            _ => _builder.Property(name.Text),
        };
    }
}
