using System.Globalization;
using System.Text;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>A constant: null, boolean, number or text.</summary>
internal sealed record Literal : StyleExpression
{
    private readonly FieldKind _kind;
    private readonly long _integer;
    private readonly double _real;
    private readonly byte[] _utf8;

    private Literal(FieldKind kind, long integer, double real, string text)
    {
        _kind = kind;
        _integer = integer;
        _real = real;
        _utf8 = Encoding.UTF8.GetBytes(text);
        Text = text;
    }

    public static Literal Null { get; } = new(FieldKind.Null, 0, 0, "");

    public static Literal True { get; } = new(FieldKind.Boolean, 1, 1, "true");

    public static Literal False { get; } = new(FieldKind.Boolean, 0, 0, "false");

    public FieldKind Kind => _kind;

    /// <summary>The constant as it would be printed.</summary>
    public string Text { get; }

    public static Literal Of(bool value) => value ? True : False;

    public static Literal Of(long value) => new(FieldKind.Integer, value, value, value.ToString(CultureInfo.InvariantCulture));

    public static Literal Of(double value) => new(FieldKind.Real, (long)value, value, value.ToString(CultureInfo.InvariantCulture));

    public static Literal Of(string text) => new(FieldKind.Text, 0, 0, text);

    public override FieldValue Evaluate(EvaluationContext context) => Value;

    public FieldValue Value => _kind switch
    {
        FieldKind.Boolean => FieldValue.Of(_integer != 0),
        FieldKind.Integer => FieldValue.Of(_integer),
        FieldKind.Real => FieldValue.Of(_real),
        FieldKind.Text => FieldValue.Of(_utf8),
        _ => FieldValue.Null,
    };

    public bool Equals(Literal? other) => other is not null && _kind == other._kind && Text == other.Text;

    public override int GetHashCode() => HashCode.Combine(_kind, Text);
}
