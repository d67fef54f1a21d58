namespace SrceOgc.Server.Plates;

/// <summary>A sheet of paper and where the parts of a plate go on it, in pixels of <see cref="Dpi"/>.</summary>
internal sealed record PlatePaper(string Format, string Orientation)
{
    public const string Landscape = "paysage", Portrait = "portrait";

    /// <summary>Fine enough for print: geometry is generalised to a pixel.</summary>
    public const double Dpi = 300;

    private const double PixelsOfMillimetre = Dpi / 25.4;

    public static IReadOnlyList<string> Formats { get; } = ["A3", "A4"];

    public static IReadOnlyList<string> Orientations { get; } = [Landscape, Portrait];

    public bool IsLandscape => Orientation == Landscape;

    public bool IsLarge => Format == "A3";

    public int Width => Pixels(IsLandscape ? LongSide : ShortSide);

    public int Height => Pixels(IsLandscape ? ShortSide : LongSide);

    private double LongSide => IsLarge ? 420 : 297;

    private double ShortSide => IsLarge ? 297 : 210;

    /// <summary>Around everything, in millimetres.</summary>
    private double Margin => IsLarge ? 10 : 8;

    private double ColumnWidth => IsLarge ? 108 : 84;

    private double Gap => IsLarge ? 7 : 5;

    /// <summary>What letters are measured by, in points: of the smallest text that is meant to be read.</summary>
    public double Body => IsLarge ? 7.8 : 6.2;

    public static int Pixels(double millimetres) => (int)Math.Round(millimetres * PixelsOfMillimetre);

    public static double PixelsOfPoints(double points) => points * Dpi / 72;

    /// <summary>The whole of what may be printed.</summary>
    public PlateBox Sheet => new(Pixels(Margin), Pixels(Margin), Width - 2 * Pixels(Margin), Height - 2 * Pixels(Margin));

    /// <summary>In portrait, above the map: the titles in two halves.</summary>
    public int HeadHeight => IsLandscape ? 0 : Pixels(IsLarge ? 36 : 29);

    /// <summary>The frame of the map with room for the coordinates around it.</summary>
    public PlateBox Map
    {
        get
        {
            var sheet = Sheet;
            int edge = Pixels(EdgeOfMap), foot = Pixels(FootOfMap);
            var width = IsLandscape ? sheet.Width - Pixels(ColumnWidth + Gap) : sheet.Width;
            var height = IsLandscape ? sheet.Height : (int)(sheet.Height * 0.6) - HeadHeight;
            return new(sheet.Left + edge, sheet.Top + HeadHeight + edge, width - 2 * edge, height - 2 * edge - foot);
        }
    }

    /// <summary>Millimetres around the map in which its coordinates are written, and below it for scale and notices.</summary>
    private const double EdgeOfMap = 3.6, FootOfMap = 13.5;

    /// <summary>Below the map.</summary>
    public PlateBox Foot
    {
        get
        {
            var map = Map;
            return new(map.Left, map.Top + map.Height + Pixels(EdgeOfMap + 1), map.Width, Pixels(FootOfMap - 1));
        }
    }

    /// <summary>Where text and legend flow: beside the map, or below it.</summary>
    public IReadOnlyList<PlateBox> Columns
    {
        get
        {
            var sheet = Sheet;
            if (IsLandscape)
                return [new(sheet.Left + sheet.Width - Pixels(ColumnWidth), sheet.Top, Pixels(ColumnWidth), sheet.Height)];
            var foot = Foot;
            var top = foot.Top + foot.Height + Pixels(3);
            return Flow(top, sheet.Top + sheet.Height - top);
        }
    }

    /// <summary>Where they go on when there was no room.</summary>
    public IReadOnlyList<PlateBox> NextColumns => Flow(Sheet.Top + Pixels(14), Sheet.Height - Pixels(14));

    private PlateBox[] Flow(int top, int height)
    {
        var sheet = Sheet;
        var count = IsLandscape || IsLarge ? 3 : 2;
        var width = (sheet.Width - (count - 1) * Pixels(Gap)) / count;
        return [.. Enumerable.Range(0, count).Select(i => new PlateBox(sheet.Left + i * (width + Pixels(Gap)), top, width, height))];
    }
}

/// <summary>A rectangle of the sheet, in pixels.</summary>
internal readonly record struct PlateBox(int Left, int Top, int Width, int Height)
{
    public int Right => Left + Width;

    public int Bottom => Top + Height;
}
