using System.Xml.Linq;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.StyleFormats.Sld;

internal static class SldTextWriter
{
    private static readonly XNamespace Se = SldWriter.Se;

    public static XElement Write(TextSymbolizer text) => new(Se + "TextSymbolizer", SldSymbolizerWriter.Unit(text.Size),
        new XElement(Se + "Label", SldExpressionWriter.Value(text.Label)),
        new XElement(Se + "Font",
            SldSymbolizerWriter.Parameter("font-family", text.Font.Family),
            SldSymbolizerWriter.Parameter("font-size", SldSymbolizerWriter.Value(text.Size)),
            text.Font.Italic ? SldSymbolizerWriter.Parameter("font-style", "italic") : null,
            text.Font.Bold ? SldSymbolizerWriter.Parameter("font-weight", "bold") : null),
        new XElement(Se + "LabelPlacement", text.Placement is LabelPlacement.Parallel or LabelPlacement.Curved
            ? LinePlacement(text) : PointPlacement(text)),
        text.Halo is { } halo ? new XElement(Se + "Halo", new XElement(Se + "Radius", SldSymbolizerWriter.Value(halo.Radius)),
            SldSymbolizerWriter.FillOf(halo.Paint)) : null,
        SldSymbolizerWriter.FillOf(text.Fill));

    private static XElement PointPlacement(TextSymbolizer text) => new(Se + "PointPlacement",
        new XElement(Se + "AnchorPoint",
            new XElement(Se + "AnchorPointX", SldSymbolizerWriter.Value(text.AnchorX)),
                new XElement(Se + "AnchorPointY", SldSymbolizerWriter.Value(text.AnchorY))),
        text.OffsetX.IsZero && text.OffsetY.IsZero ? null : new XElement(Se + "Displacement",
            new XElement(Se + "DisplacementX", SldSymbolizerWriter.Value(text.OffsetX)),
                new XElement(Se + "DisplacementY", SldSymbolizerWriter.Value(text.OffsetY))),
        text.Rotation is { IsConstant: true, Constant: 0 }
            ? null : new XElement(Se + "Rotation", SldSymbolizerWriter.Value(text.Rotation)));

    private static XElement LinePlacement(TextSymbolizer text) => new(Se + "LinePlacement",
        text.Distance.IsZero ? null : new XElement(Se + "PerpendicularOffset", SldSymbolizerWriter.Value(text.Distance)),
        text.RepeatDistance.IsZero ? null : new XElement(Se + "IsRepeated", "true"),
        text.RepeatDistance.IsZero ? null : new XElement(Se + "Gap", SldSymbolizerWriter.Value(text.RepeatDistance)),
        text.Placement == LabelPlacement.Curved ? new XElement(Se + "GeneralizeLine", "true") : null);
}
