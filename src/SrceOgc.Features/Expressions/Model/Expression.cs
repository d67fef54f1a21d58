using System.Text;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Expressions.Model;

/// <summary>Something that has a value for each feature; <see cref="Kind"/> is what it is when it is not null.</summary>
public abstract record Expression(FieldKind Kind);

public sealed record FieldExpression(int Index, Field Field) : Expression(Field.Kind);

/// <summary>The feature's identifier, which is a number.</summary>
public sealed record IdentifierExpression() : Expression(FieldKind.Integer);

/// <summary>A property that exists and that no feature has (<see cref="UsualNames.IsInherited"/>): never equal to anything, always
/// null.</summary>
internal sealed record AbsentExpression(string Name) : Expression(FieldKind.Null);

/// <summary>The layer's geometry: only spatial operators and IsNull take it.</summary>
public sealed record GeometryExpression() : Expression(FieldKind.Blob);

/// <summary>
/// A constant. <paramref name="IsUntyped"/>: written as text by a language that has no other way (XML), so that it becomes
/// whatever kind it is compared with.
/// </summary>
public sealed record LiteralExpression(FieldKind Kind, long Bits, byte[] Utf8, bool IsUntyped = false) : Expression(Kind)
{
    public FieldValue Value => Kind switch
    {
        FieldKind.Boolean => FieldValue.Of(Bits != 0),
        FieldKind.Integer => FieldValue.Of(Bits),
        FieldKind.Real => FieldValue.Of(BitConverter.Int64BitsToDouble(Bits)),
        FieldKind.Text => FieldValue.Of(Utf8.AsSpan()),
        FieldKind.Date => FieldValue.OfDays(Bits),
        FieldKind.DateTime => FieldValue.OfMilliseconds(Bits),
        _ => FieldValue.Null,
    };

    public string Text => Encoding.UTF8.GetString(Utf8);

    public static LiteralExpression Of(string text, bool isUntyped = false) =>
        new(FieldKind.Text, 0, Encoding.UTF8.GetBytes(text), isUntyped);

    public static LiteralExpression Of(long value) => new(FieldKind.Integer, value, []);

    public static LiteralExpression Of(double value) => new(FieldKind.Real, BitConverter.DoubleToInt64Bits(value), []);

    public static LiteralExpression Of(bool value) => new(FieldKind.Boolean, value ? 1 : 0, []);

    public static LiteralExpression OfDays(long days) => new(FieldKind.Date, days, []);

    public static LiteralExpression OfMilliseconds(long milliseconds) => new(FieldKind.DateTime, milliseconds, []);
}

public enum ArithmeticOperator : byte
{
    Add,
    Subtract,
    Multiply,
    Divide,

    /// <summary>The whole part of the quotient, towards zero.</summary>
    DivideWhole,
    Modulo,
    Power,
}

/// <summary>Numbers to a real; division by zero is null.</summary>
public sealed record ArithmeticExpression(ArithmeticOperator Operator, Expression Left, Expression Right) : Expression(FieldKind.Real);

internal enum NumberFunction : byte
{
    Absolute,
    Ceiling,
    Floor,
    Round,
}

internal sealed record NumberFunctionExpression(NumberFunction Function, Expression Operand) : Expression(FieldKind.Real);

/// <summary>How many characters (code points) a text has.</summary>
internal sealed record TextLengthExpression(Expression Operand) : Expression(FieldKind.Integer);

/// <summary>A text with its case or its accents set aside.</summary>
public sealed record FoldedTextExpression(TextFolding Folding, Expression Operand) : Expression(FieldKind.Text);

/// <summary>A number, date or boolean as the text that encodings write.</summary>
internal sealed record TextCastExpression(Expression Operand) : Expression(FieldKind.Text);

internal enum DatePart : byte
{
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
}

/// <summary>A part of a date or of a date-time in UTC.</summary>
internal sealed record DatePartExpression(DatePart Part, Expression Operand) : Expression(FieldKind.Integer);

/// <summary>One text after the other.</summary>
internal sealed record ConcatenationExpression(Expression Left, Expression Right) : Expression(FieldKind.Text);

/// <summary>A text without the spaces around it.</summary>
internal sealed record TrimmedTextExpression(Expression Operand) : Expression(FieldKind.Text);

/// <summary>How many characters stand before the first occurrence of a text in another; -1 when there is none.</summary>
internal sealed record TextPositionExpression(Expression Operand, Expression Sought) : Expression(FieldKind.Integer);

/// <summary>Characters of a text from a position counted from 0; to the end without a <paramref name="Length"/>.</summary>
internal sealed record SubstringExpression(Expression Operand, Expression Start, Expression? Length) : Expression(FieldKind.Text);
