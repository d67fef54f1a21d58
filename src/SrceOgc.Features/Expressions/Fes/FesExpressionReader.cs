using System.Xml;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Fes;

/// <summary>Properties, literals, functions and arithmetic of a filter in XML.</summary>
internal sealed class FesExpressionReader(XmlReader reader, FilterBuilder builder)
{
    public Expression Read()
    {
        var name = reader.LocalName;
        if (GmlGeometryReader.IsGeometry(reader))
            return ReadGeometry();
        if (!FesFilterReader.IsFilterNamespace(reader.NamespaceURI))
            throw new FilterException(
                $"Élément <{GivenText.Shortened(name)}> inattendu : propriété ou valeur littérale attendue.",
                $"Unexpected element <{GivenText.Shortened(name)}>: property or literal expected.");
        builder.Enter();
        var expression = name switch
        {
            "ValueReference" or "PropertyName" => builder.Property(reader.ReadName()),
            "Literal" => ReadLiteral(),
            "Function" => ReadFunction(),
            "Add" => ReadArithmetic(ArithmeticOperator.Add),
            "Sub" => ReadArithmetic(ArithmeticOperator.Subtract),
            "Mul" => ReadArithmetic(ArithmeticOperator.Multiply),
            "Div" => ReadArithmetic(ArithmeticOperator.Divide),
            _ => throw FilterException.Unsupported(
                $"Expression <{GivenText.Shortened(name)}> non prise en charge.",
                $"Expression <{GivenText.Shortened(name)}> is not supported."),
        };
        builder.Leave();
        return expression;
    }

    /// <summary>A geometry where a value is due is read, so that whoever compares can say what is wrong with that.</summary>
    private GeometryExpression ReadGeometry()
    {
        new GmlGeometryReader(reader, builder).Read();
        return new GeometryExpression();
    }

    private Expression ReadLiteral()
    {
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return builder.Literal(LiteralExpression.Of("", isUntyped: true));
        }

        reader.ReadStartElement();
        Expression literal;
        if (reader.MoveToContent() == XmlNodeType.Element)
        {
            literal = GmlGeometryReader.IsGeometry(reader) ? ReadGeometry() : throw TextOnly();
            reader.MoveToContent();
        }
        else
        {
            literal = builder.Literal(
                LiteralExpression.Of(reader.NodeType is XmlNodeType.EndElement ? "" : reader.ReadContentAsString(), isUntyped: true));
        }

        if (reader.NodeType != XmlNodeType.EndElement)
            throw TextOnly();
        reader.ReadEndElement();
        return literal;
    }

    private static FilterException TextOnly() =>
        new("L'élément <Literal> n'attend que du texte ou une géométrie.", "Element <Literal> holds text or a geometry only.");

    private Expression ReadFunction()
    {
        var name = reader.GetAttribute("name") ?? throw new FilterException(
            "L'élément <Function> n'a pas d'attribut name.",
            "Element <Function> has no attribute name.");
        return builder.Function(name, ReadArguments());
    }

    private Expression ReadArithmetic(ArithmeticOperator operation)
    {
        var operands = ReadArguments();
        return operands.Count == 2 ? builder.Arithmetic(operation, operands[0], operands[1]) : throw new FilterException(
            "Un calcul attend deux opérandes.",
            "A computation takes two operands.");
    }

    private List<Expression> ReadArguments()
    {
        var arguments = new List<Expression>();
        reader.ReadChildren(() => arguments.Add(Read()));
        return arguments;
    }
}
