using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Server.Plates;

/// <summary>The faces and colours of a plate, at a size that lets its texts find room.</summary>
internal sealed class PlateLook(FontLibrary fonts, double body)
{
    public static readonly Color Ink = new(33, 37, 41), Grey = new(95, 102, 108), Rule = new(150, 156, 160), Accent = new(20, 83, 74),
        Alert = new(150, 50, 20), Contour = new(120, 20, 90);

    public double Body => body;

    /// <summary>Pixels of so many millimetres where letters are as large as usual on A3, fewer where they are smaller.</summary>
    public int Room(double millimetres) => PlatePaper.Pixels(millimetres * Math.Min(1, body / UsualBody));

    private const double UsualBody = 7.8;

    public PlateFont Text => Of(1, Ink);

    public PlateFont Small => Of(0.86, Grey);

    public PlateFont Strong => Of(1, Ink, bold: true);

    public PlateFont Heading => Of(1.14, Accent, bold: true);

    public PlateFont Title => Of(1.9, Accent, bold: true);

    public PlateFont SubTitle => Of(1.25, Ink, bold: true);

    public PlateFont Territory => Of(1.75, Ink, bold: true);

    public PlateFont Slanted => Of(1, Grey, italic: true);

    public PlateFont Notice => Of(0.92, Alert, italic: true);

    public PlateFont Edge => Of(0.72, Grey);

    /// <exception cref="InvalidOperationException">There is no font.</exception>
    private PlateFont Of(double share, Color color, bool bold = false, bool italic = false) =>
        new(fonts.FindNarrow(bold, italic) ?? throw new InvalidOperationException("There is no font."), share * body, color);
}
