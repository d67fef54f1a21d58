using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>Qt's pen and brush styles.</summary>
internal static class QmlPens
{
    /// <summary>Qt's dash patterns in hundredths of the pen's width (QPen::dashPattern); null for a solid line.</summary>
    public static DashPattern? Dashes(string penStyle) => penStyle switch
    {
        "dash" => new([400, 200], LengthUnit.Percent),
        "dot" => new([100, 200], LengthUnit.Percent),
        "dash dot" => new([400, 200, 100, 200], LengthUnit.Percent),
        "dash dot dot" => new([400, 200, 100, 200, 100, 200], LengthUnit.Percent),
        _ => null,
    };

    /// <summary>The outline of a fill or mark; null when it has none.</summary>
    public static Stroke? Outline(QmlLayer layer, LineCap cap = LineCap.Square)
    {
        var p = layer.Properties;
        var style = p.Text("outline_style", "solid");
        var color = p.Paint(p.First("outline_color", "color_border"), "outlineColor", layer.Opacity, new Rgba(35, 35, 35));
        var width = p.Length(p.First("outline_width", "width_border"), "outlineWidth", 0.26, "outline_width_unit");
        if (style == "no" || color.IsNone)
            return null;
        return new Stroke { Paint = color, Width = width, Join = p.Join(), Cap = cap, Dashes = Dashes(style) };
    }

    /// <summary>What a brush style covers: everything, nothing, or one of Qt's 8 by 8 bitmaps.</summary>
    public static Fill? Brush(string style, Paint paint) => style switch
    {
        "no" => null,
        "horizontal" => new BitmapFill(paint, 0x00000000_FF000000),
        "vertical" => new BitmapFill(paint, 0x10101010_10101010),
        "cross" => new BitmapFill(paint, 0x10101010_FF101010),
        "b_diagonal" => new BitmapFill(paint, 0x01020408_10204080),
        "f_diagonal" => new BitmapFill(paint, 0x80402010_08040201),
        "diagonal_x" => new BitmapFill(paint, 0x81422418_18244281),
        "dense1" => new BitmapFill(paint, 0xFFFFBBFF_FFFFBBFF),
        "dense2" => new BitmapFill(paint, 0xFFDDFF77_FFDDFF77),
        "dense3" => new BitmapFill(paint, 0xEE55BB55_EE55BB55),
        "dense4" => new BitmapFill(paint, 0x55AA55AA_55AA55AA),
        "dense5" => new BitmapFill(paint, 0x11AA44AA_11AA44AA),
        "dense6" => new BitmapFill(paint, 0x00220088_00220088),
        "dense7" => new BitmapFill(paint, 0x00004400_00004400),
        _ => new SolidFill(paint),
    };
}
