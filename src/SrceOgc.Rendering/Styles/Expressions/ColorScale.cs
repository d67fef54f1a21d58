using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>A colour ramp as a value: colours at places from 0 to 1, in order.</summary>
internal sealed record ColorScale(IReadOnlyList<(double At, Rgba Color)> Stops, bool IsDiscrete)
{
    public Rgba At(double place)
    {
        if (Stops.Count == 0)
            return default;
        if (place <= Stops[0].At)
            return Stops[0].Color;
        for (var i = 1; i < Stops.Count; i++)
            if (place <= Stops[i].At)
                return IsDiscrete && place < Stops[i].At ? Stops[i - 1].Color : Between(Stops[i - 1], Stops[i], place);
        return Stops[^1].Color;
    }

    private static Rgba Between((double At, Rgba Color) from, (double At, Rgba Color) to, double place)
    {
        var share = to.At > from.At ? (place - from.At) / (to.At - from.At) : 1;
        return new(Mix(from.Color.R, to.Color.R, share), Mix(from.Color.G, to.Color.G, share), Mix(from.Color.B, to.Color.B, share),
            Mix(from.Color.A, to.Color.A, share));
    }

    private static byte Mix(byte from, byte to, double share) =>
        (byte)Math.Clamp(Math.Round(from + (to - from) * share, MidpointRounding.AwayFromZero), 0, 255);
}
