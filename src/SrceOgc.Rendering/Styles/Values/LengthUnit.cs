namespace SrceOgc.Rendering.Styles.Values;

public enum LengthUnit : byte
{
    Pixel,
    Millimetre,
    Point,
    MapUnit,
    GroundMetre,

    /// <summary>Hundredths of another length of the same symbol: the size of a mark, the width of a stroke.</summary>
    Percent,
}
