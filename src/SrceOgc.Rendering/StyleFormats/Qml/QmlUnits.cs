using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Qml;

internal static class QmlUnits
{
    public static Length Length(Parameter<double> value, string unit, StyleLosses losses) => unit.ToLowerInvariant() switch
    {
        "" or "mm" => new(value, LengthUnit.Millimetre),
        "pixel" or "pixels" or "px" => new(value, LengthUnit.Pixel),
        "point" or "points" or "pt" => new(value, LengthUnit.Point),
        "inch" or "inches" => new(value.Times(25.4), LengthUnit.Millimetre),
        "mapunit" or "mapunits" => new(value, LengthUnit.MapUnit),
        "rendermetersinmapunits" => new(value, LengthUnit.GroundMetre),
        "percentage" or "percent" => new(value, LengthUnit.Percent),
        _ => Unknown(value, unit, losses),
    };

    private static Length Unknown(Parameter<double> value, string unit, StyleLosses losses)
    {
        losses.Approximate($"unité « {unit} »", "unité inconnue, lue comme des millimètres");
        return new(value, LengthUnit.Millimetre);
    }

    /// <summary>A length on paper at a reference scale is a length on the ground.</summary>
    public static Length AtReference(Length length, double scale) => length.Unit switch
    {
        LengthUnit.Millimetre => new(length.Value.Times(scale / 1000), LengthUnit.GroundMetre),
        LengthUnit.Point => new(length.Value.Times(scale * 0.0254 / 72), LengthUnit.GroundMetre),
        LengthUnit.Pixel => new(length.Value.Times(scale * 0.0254 / 96), LengthUnit.GroundMetre),
        _ => length,
    };
}
