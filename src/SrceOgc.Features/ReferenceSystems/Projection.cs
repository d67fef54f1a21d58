using System.Globalization;
using System.Text;

namespace SrceOgc.Features.ReferenceSystems;

/// <summary>
/// Longitudes and latitudes in radians to a CRS's x and y, and back, in place and in batches (one virtual call a
/// batch). A point outside the domain becomes NaN, never an exception.
/// </summary>
internal abstract class Projection
{
    /// <summary>x and y are angles in degrees, not lengths.</summary>
    public virtual bool IsAngular => false;

    /// <summary>PROJECTION[…],PARAMETER[…]… of WKT 1; null for what has no text of ours.</summary>
    public virtual string? WellKnownText => null;

    public abstract void Forward(Span<double> x, Span<double> y);

    public abstract void Inverse(Span<double> x, Span<double> y);

    /// <summary>An angle brought into −π..π.</summary>
    protected static double Wrap(double angle) =>
        Math.Abs(angle) <= Math.PI ? angle : Math.IEEERemainder(angle, 2 * Math.PI);

    protected static string Describe(string method, params ReadOnlySpan<(string Name, double Value)> parameters)
    {
        var text = new StringBuilder($"PROJECTION[\"{method}\"]");
        foreach (var (name, value) in parameters)
            text.Append(CultureInfo.InvariantCulture, $",PARAMETER[\"{name}\",{value}]");
        return text.ToString();
    }
}
