namespace SrceOgc.Features.Geometries;

/// <summary>
/// An axis-aligned rectangle in the units and the x/y (east, north or lon, lat) order of some CRS; never in
/// the authority's axis order, which only the protocols know. An empty envelope has NaN corners.
/// </summary>
public readonly record struct Envelope(double MinX, double MinY, double MaxX, double MaxY)
{
    public static readonly Envelope Empty = new(double.NaN, double.NaN, double.NaN, double.NaN);

    public bool IsEmpty => !(MinX <= MaxX && MinY <= MaxY);

    public double Width => MaxX - MinX;

    public double Height => MaxY - MinY;

    public double CenterX => MinX + (MaxX - MinX) / 2;

    public double CenterY => MinY + (MaxY - MinY) / 2;

    public bool Intersects(in Envelope other) =>
        MinX <= other.MaxX && MaxX >= other.MinX && MinY <= other.MaxY && MaxY >= other.MinY;

    public bool Contains(in Envelope other) =>
        MinX <= other.MinX && MaxX >= other.MaxX && MinY <= other.MinY && MaxY >= other.MaxY;

    public Envelope Union(in Envelope other) =>
        IsEmpty ? other
        : other.IsEmpty ? this
        : new(Math.Min(MinX, other.MinX), Math.Min(MinY, other.MinY), Math.Max(MaxX, other.MaxX), Math.Max(MaxY, other.MaxY));

    public Envelope Intersection(in Envelope other)
    {
        var common = new Envelope(Math.Max(MinX, other.MinX), Math.Max(MinY, other.MinY), Math.Min(MaxX, other.MaxX),
            Math.Min(MaxY, other.MaxY));
        return common.IsEmpty ? Empty : common;
    }

    public Envelope Grow(double margin) => new(MinX - margin, MinY - margin, MaxX + margin, MaxY + margin);
}
