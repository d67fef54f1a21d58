using System.Globalization;
using System.Runtime.InteropServices;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>
/// Reads a QGIS expression into a tree bound to one feature type: a recursive descent with one method per level of
/// precedence, from OR, which binds least, to the primaries. An expression too long, too deep or not understood throws
/// <see cref="ExpressionException"/>; an unknown field is null, as QGIS has it, and noted.
/// </summary>
internal ref struct ExpressionParser
{
    private const int MaxLength = 100_000;
    private const int MaxDepth = 100;
    private const int MaxChained = 1_000;

    /// <summary>No variable: what is read inside try(), where failures matter.</summary>
    private const string Tried = "try()";
    private readonly FeatureType _type;
    private readonly StyleLosses _losses;
    private readonly Func<string, StyleExpression?>? _variables;
    private ExpressionLexer _lexer;
    private ExpressionToken _token;
    private int _depth;
    private int _chained;
    private string[] _known = [];

    private ExpressionParser(string text, FeatureType type, StyleLosses losses, Func<string, StyleExpression?>? variables)
    {
        _type = type;
        _losses = losses;
        _variables = variables;
        _lexer = new ExpressionLexer(text);
        _token = _lexer.Next();
    }

    /// <param name="text">The expression.</param>
    /// <param name="type">What its fields are looked up in.</param>
    /// <param name="losses">Where unknown fields are noted.</param>
    /// <param name="variables">The variables known at this place of the style besides those known everywhere.</param>
    public static StyleExpression Parse(string text, FeatureType type, StyleLosses losses, Func<string, StyleExpression?>? variables = null)
    {
        if (text.Length > MaxLength)
            throw new ExpressionException($"expression de plus de {MaxLength} caractères");
        var parser = new ExpressionParser(text, type, losses, variables);
        var result = parser.Disjunction();
        return parser._token.Kind == TokenKind.End ? result : throw parser.Unexpected();
    }

    /// <summary>The field of this name, or null with a note when the layer has none.</summary>
    public static StyleExpression Field(string name, FeatureType type, StyleLosses losses)
    {
        var index = type.IndexOf(name);
        if (index >= 0)
            return new FieldReference(index, type.Fields[index].Name);
        if (type.IsKey(name))
            return new FeatureIdentifier();
        losses.Approximate($"champ « {name} »", "la couche n'a pas ce champ : sa valeur est considérée comme nulle");
        return Literal.Null;
    }

    private StyleExpression Disjunction()
    {
        if (++_depth > MaxDepth)
            throw new ExpressionException($"expression imbriquée sur plus de {MaxDepth} niveaux");
        var operands = new List<StyleExpression> { Conjunction() };
        while (Accept("OR"))
            operands.Add(Conjunction());
        _depth--;
        return Or.Any(CollectionsMarshal.AsSpan(operands));
    }

    private StyleExpression Conjunction()
    {
        var operands = new List<StyleExpression> { Negation() };
        while (Accept("AND"))
            operands.Add(Negation());
        return And.All(CollectionsMarshal.AsSpan(operands));
    }

    /// <summary>
    /// A chain of operators makes a tree as deep as it is long, and evaluation recurses into it: so many in all, wherever they are.
    /// </summary>
    private StyleExpression Limited(int length, StyleExpression expression) =>
        length == 0 || ++_chained < MaxChained ? expression : throw new ExpressionException($"plus de {MaxChained} opérations");

    private StyleExpression Negation()
    {
        var negated = false;
        while (Accept("NOT"))
            negated = !negated;
        var operand = Relation();
        return negated ? new Not(operand) : operand;
    }

    private StyleExpression Relation()
    {
        var left = Sum();
        for (var length = 0; TryRelation(left) is { } relation; length++)
            left = Limited(length, relation);
        return left;
    }

    private StyleExpression? TryRelation(StyleExpression left)
    {
        if (ComparisonOf(_token) is { } comparison)
        {
            Advance();
            var right = Sum();
            return left.IsObject || right.IsObject ? new ObjectComparison(comparison, left, right)
                : new Comparison(comparison, left, right);
        }

        if (Accept("IS"))
            return Is(left);
        var negated = _token.Is("NOT");
        if (negated)
            Advance();
        var relation = Accept("IN") ? new InList(left, Items())
            : Accept("LIKE") ? new Like(left, Sum(), false)
            : Accept("ILIKE") ? new Like(left, Sum(), true)
            : Accept("BETWEEN") ? BetweenBounds(left)
            : Accept("~") ? FunctionCatalog.Call("regexp_match", [left, Sum()])
            : (StyleExpression?)null;
        return negated && relation is null ? throw Unexpected() : negated ? new Not(relation!) : relation;
    }

    private static ComparisonOperator? ComparisonOf(ExpressionToken token) => token.Kind != TokenKind.Symbol ? null : token.Text switch
    {
        "=" => ComparisonOperator.Equal,
        "<>" or "!=" => ComparisonOperator.NotEqual,
        "<" => ComparisonOperator.Less,
        "<=" => ComparisonOperator.LessOrEqual,
        ">" => ComparisonOperator.Greater,
        ">=" => ComparisonOperator.GreaterOrEqual,
        _ => null,
    };

    private StyleExpression Is(StyleExpression left)
    {
        var negated = Accept("NOT");
        var right = Sum();
        StyleExpression same = right == Literal.Null ? new IsNull(left) : new IsSame(left, right);
        return negated ? new Not(same) : same;
    }

    private Between BetweenBounds(StyleExpression value)
    {
        var lower = Sum();
        Expect("AND");
        return new Between(value, lower, Sum());
    }

    private StyleExpression Sum()
    {
        var left = Product();
        for (var length = 0; ; length++)
        {
            if (Accept("+"))
                left = Limited(length, Operation(ArithmeticOperator.Add, left, Product()));
            else if (Accept("-"))
                left = Limited(length, Operation(ArithmeticOperator.Subtract, left, Product()));
            else
                return left;
        }
    }

    /// <summary>Dates and intervals are added to and taken from each other.</summary>
    private readonly StyleExpression Operation(ArithmeticOperator operation, StyleExpression left, StyleExpression right) =>
        left.IsObject || right.IsObject || (operation == ArithmeticOperator.Subtract && (IsDate(left) || IsDate(right)))
            ? new ObjectArithmetic(operation, left, right)
            : new Arithmetic(operation, left, right);

    private readonly bool IsDate(StyleExpression expression) =>
        expression is FieldReference field && _type.Fields[field.Index].Kind is FieldKind.Date or FieldKind.DateTime;

    private StyleExpression Product()
    {
        var left = PowerTerm();
        for (var length = 0; ; length++)
        {
            ArithmeticOperator? found = Accept("*") ? ArithmeticOperator.Multiply
                : Accept("//") ? ArithmeticOperator.IntegerDivide
                : Accept("/") ? ArithmeticOperator.Divide
                : Accept("%") ? ArithmeticOperator.Modulo
                : null;
            if (found is not { } known)
                return left;
            left = Limited(length, Operation(known, left, PowerTerm()));
        }
    }

    private StyleExpression PowerTerm()
    {
        var left = Chain();
        for (var length = 0; Accept("^"); length++)
            left = Limited(length, new Arithmetic(ArithmeticOperator.Power, left, Chain()));
        return left;
    }

    private StyleExpression Chain()
    {
        var left = Unary();
        for (var length = 0; Accept("||"); length++)
            left = Limited(length, new Concatenation(left, Unary()));
        return left;
    }

    private StyleExpression Unary()
    {
        var negative = false;
        while (_token.Is("-") || _token.Is("+"))
        {
            negative ^= _token.Is("-");
            Advance();
        }

        var operand = Primary();
        return negative ? new Negate(operand) : operand;
    }

    private StyleExpression Primary()
    {
        var holder = Single();
        for (var length = 0; _token.Is("["); length++)
        {
            Advance();
            holder = Limited(length, new Item(holder, Disjunction()));
            Expect("]");
        }

        return holder;
    }

    private StyleExpression Special(string name)
    {
        _losses.IsVolatile |= name.Equals("$now", StringComparison.OrdinalIgnoreCase)
            || name.Equals("$uuid", StringComparison.OrdinalIgnoreCase);
        return Signed(name);
    }

    private StyleExpression Signed(string name) => name.ToLowerInvariant() switch
    {
        "$x_at" or "$y_at" => FunctionCatalog.CallWritten(name[1..], [.. Items().Select(item => new NamedArgument(null, item))]),
        "$z" => FunctionCatalog.CallWritten("z", [new(null, FeatureGeometry.Instance)]),
        "$uuid" => FunctionCatalog.CallWritten("uuid", []),
        _ => SpecialNames.Special(name),
    };

    private readonly StyleExpression Variable(string name) =>
        _known.Contains(name, StringComparer.Ordinal) ? new VariableReference(name)
        : _variables?.Invoke(name) ?? (name is "layer_name" or "layer" or "layer_id" ? new LayerName() : SpecialNames.Variable(name));

    private StyleExpression Single()
    {
        var token = _token;
        Advance();
        return token.Kind switch
        {
            TokenKind.Number => Number(token.Text),
            TokenKind.Text => Literal.Of(token.Text),
            TokenKind.Field => Field(token.Text, _type, _losses),
            TokenKind.Special => Special(token.Text),
            TokenKind.Variable => Variable(token.Text),
            TokenKind.Word => Word(token),
            TokenKind.Symbol when token.Text == "(" => Parenthesis(),
            TokenKind.End => throw new ExpressionException("expression incomplète"),
            _ => throw new ExpressionException($"« {token.Text} » inattendu"),
        };
    }

    private StyleExpression Parenthesis()
    {
        var inner = Disjunction();
        Expect(")");
        return inner;
    }

    private StyleExpression Word(ExpressionToken word) =>
        word.Is("NULL") ? Literal.Null
        : word.Is("TRUE") ? Literal.True
        : word.Is("FALSE") ? Literal.False
        : word.Is("CASE") ? CaseExpression()
        : _token.Is("(") ? Call(word.Text)
        : Field(word.Text, _type, _losses);

    private StyleExpression Call(string name)
    {
        var arguments = Arguments(VariablesOf(name));
        _losses.IsVolatile |= IsVolatile(name);
        _losses.AsksForm |= FormFunctions.IsOfForm(name);
        if (name.Equals("attribute", StringComparison.OrdinalIgnoreCase) && arguments is [.., { Value: Literal field }]
            && arguments.Count <= 2)
            return Field(field.Text, _type, _losses);
        if (LayerArgument(name, arguments) is { } layer)
            RequireOwnLayer(name, layer);
        return FunctionCatalog.CallWritten(name, arguments, _known.Contains(Tried));
    }

    /// <summary>What depends on the moment or on chance; evaluated texts may.</summary>
    private static bool IsVolatile(string function) =>
        function.ToLowerInvariant() is "now" or "rand" or "randf" or "uuid" or "eval" or "eval_template"
        or "wave_randomized" or "square_wave_randomized" or "triangular_wave_randomized";

    /// <summary>What a function sets while it evaluates its arguments.</summary>
    private static string[] VariablesOf(string function) => function.ToLowerInvariant() switch
    {
        "array_foreach" or "array_filter" => ["element", "counter"],
        "try" => [Tried],
        _ => [],
    };

    /// <summary>The argument that names a layer; null when the function has none, or it is left out.</summary>
    private static StyleExpression? LayerArgument(string function, List<NamedArgument> arguments)
    {
        var place = function.ToLowerInvariant() switch
        {
            "aggregate" or "is_feature_valid" => 0,
            "is_attribute_valid" => 1,
            "display_expression" or "represent_attributes" => arguments.Count > 1 ? 0 : int.MaxValue,
            _ => int.MaxValue,
        };
        return arguments.Find(argument => argument.Name == "layer").Value
            ?? (place < arguments.Count && arguments[place].Name is null ? arguments[place].Value : null);
    }

    /// <summary>A layer that is not this one cannot be read: it may be another dataset's, or no longer be there.</summary>
    private readonly void RequireOwnLayer(string function, StyleExpression layer)
    {
        if (layer is Constant or LayerName
            || (layer is Literal name && _losses.LayerNames.Contains(name.Text, StringComparer.OrdinalIgnoreCase)))
            return;
        throw new ExpressionException($"« {function} » ne lit pas une autre couche");
    }

    private List<NamedArgument> Arguments(string[] variables)
    {
        var arguments = new List<NamedArgument>();
        Expect("(");
        if (Accept(")"))
            return arguments;
        var before = _known;
        _known = [.. _known, .. variables];
        do
        {
            arguments.Add(Argument());
            // with_variable('name', value, expression): the name is known in what follows the value.
            if (arguments.Count == 2 && arguments[0].Value is Literal name)
                _known = [.. _known, name.Text];
        }
        while (Accept(","));
        _known = before;
        Expect(")");
        return arguments;
    }

    /// <summary>Arguments may be named (QGIS, <c>f(name:=value)</c>).</summary>
    private NamedArgument Argument()
    {
        var before = this;
        if (_token.Kind == TokenKind.Word)
        {
            var name = _token.Text;
            Advance();
            if (Accept(":="))
                return new(name, Disjunction());
        }

        this = before;
        return new(null, Disjunction());
    }

    private Case CaseExpression()
    {
        var branches = new List<CaseBranch>();
        while (Accept("WHEN"))
        {
            var condition = Disjunction();
            Expect("THEN");
            branches.Add(new(condition, Disjunction()));
        }

        StyleExpression otherwise = Accept("ELSE") ? Disjunction() : Literal.Null;
        Expect("END");
        return new Case(branches, otherwise);
    }

    private List<StyleExpression> Items()
    {
        var items = new List<StyleExpression>();
        Expect("(");
        if (Accept(")"))
            return items;
        do
        {
            items.Add(Disjunction());
        }
        while (Accept(","));
        Expect(")");
        return items;
    }

    private static Literal Number(string text) =>
        long.TryParse(text, CultureInfo.InvariantCulture, out var integer) ? Literal.Of(integer)
        : double.TryParse(text, CultureInfo.InvariantCulture, out var real) ? Literal.Of(real)
        : throw new ExpressionException($"nombre « {text} » mal écrit");

    private void Advance() => _token = _lexer.Next();

    private bool Accept(string word)
    {
        if (!_token.Is(word))
            return false;
        Advance();
        return true;
    }

    private void Expect(string word)
    {
        if (!Accept(word))
            throw new ExpressionException(
                $"« {word} » attendu{(_token.Kind == TokenKind.End ? " à la fin" : $" avant « {_token.Text} »")}");
    }

    private readonly ExpressionException Unexpected() => new($"« {_token.Text} » inattendu");
}
