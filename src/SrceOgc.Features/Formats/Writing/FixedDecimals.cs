using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SrceOgc.Features.Formats.Writing;

/// <summary>
/// Prints coordinates, which is most of the work of a download. A double is multiplied by a power of ten, rounded to a
/// 64-bit integer and printed two digits at a time, in place of the general algorithm that looks for the shortest text
/// which reads back the same bits: a coordinate known to the millimetre has no use for that. Zeros at the end go.
/// </summary>
public readonly struct FixedDecimals
{
    /// <summary>The longest text: a sign, 19 digits and a point, or the general notation of a number too large for that.</summary>
    public const int MaximumLength = 32;

    private readonly int _decimals;
    private readonly double _scale;
    private readonly ulong _divisor;

    public FixedDecimals(int decimals)
    {
        _decimals = decimals;
        _scale = Math.Pow(10, decimals);
        _divisor = (ulong)_scale;
    }

    /// <summary>The two digits of 0 to 99, one after the other.</summary>
    private static ReadOnlySpan<byte> Digits =>
        "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"u8
        + "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"u8;

    /// <summary>Prints the number at the start of the room, which holds <see cref="MaximumLength"/>; how many bytes it took.</summary>
    public int Print(double value, Span<byte> room)
    {
        var scaled = Math.Round(value * _scale);
        if (!(Math.Abs(scaled) < 9e18))
            return PrintGeneral(value, room);
        var at = 0;
        if (scaled < 0)
            room[at++] = (byte)'-';
        var magnitude = (ulong)Math.Abs(scaled);
        var whole = magnitude / _divisor;
        var fraction = magnitude - whole * _divisor;
        at += PrintWhole(whole, room[at..]);
        return fraction == 0 ? at : at + PrintFraction(fraction, room[at..]);
    }

    private static int PrintGeneral(double value, Span<byte> room)
    {
        value.TryFormat(room, out var written, default, CultureInfo.InvariantCulture);
        return written;
    }

    private static int PrintWhole(ulong value, Span<byte> room)
    {
        var length = CountDigits(value);
        PrintDigits(value, room[..length]);
        return length;
    }

    /// <summary>The point, then the digits after it without the zeros at the end.</summary>
    private int PrintFraction(ulong fraction, Span<byte> room)
    {
        room[0] = (byte)'.';
        PrintDigits(fraction, room.Slice(1, _decimals));
        var length = 1 + _decimals;
        while (room[length - 1] == '0')
            length--;
        return length;
    }

    /// <summary>Fills the whole span with the last digits of the value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrintDigits(ulong value, Span<byte> span)
    {
        ref var pairs = ref MemoryMarshal.GetReference(Digits);
        var at = span.Length;
        while (at > 1)
        {
            var rest = value / 100;
            at -= 2;
            Unsafe.WriteUnaligned(ref span[at], Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref pairs, (nint)(2 * (value - rest * 100)))));
            value = rest;
        }
        if (at == 1)
            span[0] = (byte)('0' + value % 10);
    }

    private static int CountDigits(ulong value) => value switch
    {
        < 10 => 1,
        < 100 => 2,
        < 1_000 => 3,
        < 10_000 => 4,
        < 100_000 => 5,
        < 1_000_000 => 6,
        < 10_000_000 => 7,
        _ => 7 + CountDigits(value / 10_000_000),
    };
}
