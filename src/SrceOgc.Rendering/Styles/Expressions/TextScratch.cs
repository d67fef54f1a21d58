using System.Globalization;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>
/// Room for the texts built while one feature is evaluated: a bump allocator over UTF-8 bytes. When the block is full a
/// larger one takes its place; spans into the old one stay valid because they keep it alive.
/// </summary>
public sealed class TextScratch
{
    /// <summary>Bytes, or characters, of one text that is built; what is longer is cut.</summary>
    public const int MaxTextLength = 1 << 20;
    private byte[] _block = new byte[1024];
    private int _used;

    public void Reset() => _used = 0;

    /// <summary>A span of exactly this many bytes to write into.</summary>
    public Span<byte> Take(int length)
    {
        if (_used + length > _block.Length)
        {
            _block = new byte[Math.Max(Math.Min(_block.Length * 2, MaxTextLength), length)];
            _used = 0;
        }

        _used += length;
        return _block.AsSpan(_used - length, length);
    }

    public FieldValue Text(string text)
    {
        var room = Take(System.Text.Encoding.UTF8.GetByteCount(text));
        System.Text.Encoding.UTF8.GetBytes(text, room);
        return FieldValue.Of(room);
    }

    /// <summary>Gives back the end of the last taken span.</summary>
    public Span<byte> Shrink(Span<byte> last, int length)
    {
        _used -= last.Length - length;
        return last[..length];
    }

    public ReadOnlySpan<byte> Concat(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var length = Math.Min(first.Length + second.Length, MaxTextLength);
        var result = Take(length);
        first[..Math.Min(first.Length, length)].CopyTo(result);
        if (length > first.Length)
            second[..(length - first.Length)].CopyTo(result[first.Length..]);
        return result;
    }

    /// <summary>The text of any value: itself, or formatted here.</summary>
    public ReadOnlySpan<byte> TextOf(FieldValue value) => value.Kind switch
    {
        FieldKind.Text => value.Bytes,
        FieldKind.Null => default,
        FieldKind.Boolean => value.Boolean ? "true"u8 : "false"u8,
        FieldKind.Integer => Format(value.Integer, ""),
        FieldKind.Real => Math.Abs(value.Real) is >= 1e15 or (> 0 and < 1e-4) ? Text(ObjectValues.Number(value.Real)).Bytes
            : Format(value.Real, ""),
        FieldKind.Date => Format(value.Date, "yyyy-MM-dd"),
        FieldKind.DateTime => Format(value.DateTime, "yyyy-MM-ddTHH:mm:ss"),
        _ => default,
    };

    public ReadOnlySpan<byte> Format<T>(T value, scoped ReadOnlySpan<char> format)
        where T : IUtf8SpanFormattable
    {
        var room = Take(64);
        return value.TryFormat(room, out var written, format, CultureInfo.InvariantCulture) ? Shrink(room, written) : Shrink(room, 0);
    }
}
