using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Styles.Symbolizers;

public enum LabelPlacement : byte
{
    /// <summary>At a given side of the point: anchor and displacement.</summary>
    OverPoint,

    /// <summary>The best free place around a point.</summary>
    AroundPoint,

    /// <summary>Straight, turned as the line runs there.</summary>
    Parallel,

    /// <summary>Letter by letter along the line.</summary>
    Curved,

    /// <summary>Level, at the middle of a line or well inside a polygon.</summary>
    Horizontal,
}

public enum TextAlign : byte
{
    Left,
    Center,
    Right,
}

public sealed record TextFont(string Family, bool Bold = false, bool Italic = false);

public sealed record Halo(Length Radius, Paint Paint);

public sealed record LabelFrame(Paint Fill, Stroke? Stroke, Length MarginX, Length MarginY);

/// <summary>A label.</summary>
public sealed record TextSymbolizer(StyleExpression Label) : Symbolizer
{
    public TextFont Font { get; init; } = new("DejaVu Sans");

    public Length Size { get; init; } = new(10.0, LengthUnit.Point);

    public Paint Fill { get; init; } = Rgba.Black;

    public Halo? Halo { get; init; }

    public LabelFrame? Frame { get; init; }

    public LabelPlacement Placement { get; init; }

    /// <summary>The point of the label's box that lies on the feature's point: (0, 0) left and bottom (SE 1.1, 11.4.4).</summary>
    public Parameter<double> AnchorX { get; init; } = 0.5;

    public Parameter<double> AnchorY { get; init; } = 0.5;

    public Length OffsetX { get; init; } = Length.Zero;

    /// <summary>Upwards, as SE 1.1 counts displacements of labels.</summary>
    public Length OffsetY { get; init; } = Length.Zero;

    /// <summary>From the point or line to the nearest edge of the label.</summary>
    public Length Distance { get; init; } = Length.Zero;

    /// <summary>Which sides of a line may be used.</summary>
    public LineSides Sides { get; init; } = LineSides.Above;

    /// <summary>In degrees clockwise.</summary>
    public Parameter<double> Rotation { get; init; }

    /// <summary>From 0, placed last, to 10, placed first.</summary>
    public Parameter<double> Priority { get; init; } = 5.0;

    /// <summary>Along a line, from one copy of the label to the next; zero for a single one.</summary>
    public Length RepeatDistance { get; init; } = Length.Zero;

    /// <summary>Lines break at this character, none when empty.</summary>
    public string WrapCharacter { get; init; } = "";

    /// <summary>Lines break at spaces beyond this many characters, 0 for never.</summary>
    public int WrapLength { get; init; }

    public double LineHeight { get; init; } = 1;

    public TextAlign Align { get; init; } = TextAlign.Center;

    public TextCase Case { get; init; }

    public double LetterSpacing { get; init; }

    /// <summary>Drawn even where another label already is.</summary>
    public bool AllowOverlap { get; init; }

    /// <summary>Every part of a multi-part feature has its label, not the largest only.</summary>
    public bool LabelEveryPart { get; init; }

    /// <summary>Polygons whose label does not fit inside have none.</summary>
    public bool FitInsideOnly { get; init; }

    /// <summary>Features smaller than this on the picture have no label.</summary>
    public Length MinFeatureSize { get; init; } = Length.Zero;

    public Parameter<bool> Show { get; init; } = true;
}

public enum TextCase : byte
{
    AsIs,
    Upper,
    Lower,
    Title,
}

[Flags]
public enum LineSides : byte
{
    None = 0,
    OnLine = 1,
    Above = 2,
    Below = 4,
}
