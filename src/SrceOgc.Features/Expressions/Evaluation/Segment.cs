using SrceOgc.Features.Expressions.Model;

namespace SrceOgc.Features.Expressions.Evaluation;

/// <summary>Two ends; a point where they are one. Distances are computed as NetTopologySuite's DistanceComputer does.</summary>
internal readonly record struct Segment(double X1, double Y1, double X2, double Y2)
{
    public bool IsWithin(in Segment other, double distance) =>
        Distance(other.X1, other.Y1) <= distance || Distance(other.X2, other.Y2) <= distance
        || other.Distance(X1, Y1) <= distance || other.Distance(X2, Y2) <= distance || Crosses(other);

    private double Distance(double x, double y)
    {
        var (dx, dy) = (X2 - X1, Y2 - Y1);
        var length = dx * dx + dy * dy;
        if (length == 0)
            return ToPoint(X1 - x, Y1 - y);
        var along = ((x - X1) * dx + (y - Y1) * dy) / length;
        if (along <= 0)
            return ToPoint(X1 - x, Y1 - y);
        if (along >= 1)
            return ToPoint(X2 - x, Y2 - y);
        return Math.Abs((Y1 - y) * dx - (X1 - x) * dy) / length * Math.Sqrt(length);
    }

    private static double ToPoint(double dx, double dy) => Math.Sqrt(dx * dx + dy * dy);

    private bool Crosses(in Segment other)
    {
        var denominator = (X2 - X1) * (other.Y2 - other.Y1) - (Y2 - Y1) * (other.X2 - other.X1);
        if (denominator == 0)
            return false;
        var r = ((Y1 - other.Y1) * (other.X2 - other.X1) - (X1 - other.X1) * (other.Y2 - other.Y1)) / denominator;
        var s = ((Y1 - other.Y1) * (X2 - X1) - (X1 - other.X1) * (Y2 - Y1)) / denominator;
        return r is >= 0 and <= 1 && s is >= 0 and <= 1;
    }
}
