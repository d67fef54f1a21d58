using System.Globalization;
using System.Text;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Http;

/// <summary>
/// The key-value pairs of a request: names without case (OWS Common 06-121r9, 11.5.2), values percent-decoded as UTF-8 or,
/// when they are not UTF-8, as Windows-1252, which old clients send.
/// </summary>
internal sealed class Parameters
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private string? _repeated;

    public IReadOnlyDictionary<string, string> All => _values;

    /// <param name="query">As received, with or without the leading question mark.</param>
    public static Parameters Parse(ReadOnlySpan<char> query)
    {
        var parameters = new Parameters();
        foreach (var range in query.TrimStart('?').Split('&'))
            parameters.Add(query.TrimStart('?')[range]);
        return parameters;
    }

    /// <summary>Adds pairs from a form body; they count as repeated when the address has them too with another value.</summary>
    public void AddForm(ReadOnlySpan<char> form)
    {
        foreach (var range in form.Split('&'))
            Add(form[range]);
    }

    public void Set(string name, string value) => _values[name] = value;

    public string? this[string name]
    {
        get
        {
            if (_repeated is not null && string.Equals(_repeated, name, StringComparison.OrdinalIgnoreCase))
                throw new ServiceException("InvalidParameterValue", name, new(
                    $"{name} est donné plusieurs fois avec des valeurs différentes.",
                        $"{name} is given several times with different values."));
            return _values.GetValueOrDefault(name);
        }
    }

    /// <summary>The value; null when it is absent or empty.</summary>
    public string? Optional(string name) => this[name] is { Length: > 0 } value ? value : null;

    public string Required(string name) => Optional(name) ?? throw ServiceException.Missing(name);

    public int Integer(string name, int least, int most)
    {
        var text = Required(name);
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number < least
            || number > most)
            throw ServiceException.Invalid(name, text, $"un entier de {least} à {most}", $"an integer from {least} to {most}");
        return number;
    }

    public int Integer(string name, int least, int most, int otherwise) => Optional(name) is null ? otherwise : Integer(name, least, most);

    /// <summary>A number of pixels: pages that compute them send fractions, which are rounded.</summary>
    public int Rounded(string name, int least, int most) =>
        double.TryParse(Required(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Round(number) is var whole
            && whole >= least && whole <= most
            ? (int)whole
            : throw ServiceException.Invalid(name, Required(name), $"un entier de {least} à {most}", $"an integer from {least} to {most}");

    public double? Number(string name)
    {
        if (Optional(name) is not { } text)
            return null;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            throw ServiceException.Invalid(name, text, "un nombre", "a number");
        return number;
    }

    /// <summary>Comma-separated items; null when absent or empty.</summary>
    public string[]? List(string name) => Optional(name)?.Split(',');

    private void Add(ReadOnlySpan<char> pair)
    {
        if (pair.IsEmpty)
            return;
        var equals = pair.IndexOf('=');
        var name = Decode(equals < 0 ? pair : pair[..equals]);
        var value = equals < 0 ? "" : Decode(pair[(equals + 1)..]);
        if (_values.TryGetValue(name, out var before) && before != value)
            _repeated ??= name;
        else
            _values[name] = value;
    }

    private static string Decode(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny('%', '+') < 0 && Ascii.IsValid(text))
            return text.ToString();
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '+')
                bytes[length++] = (byte)' ';
            else if (text[i] == '%' && i + 2 < text.Length
                && byte.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[length]))
                (length, i) = (length + 1, i + 2);
            else
                length += Encoding.UTF8.GetBytes(text.Slice(i, 1), bytes.AsSpan(length));
        }

        return FromBytes(bytes.AsSpan(0, length));
    }

    private static string FromBytes(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Windows1252.Decode(bytes);
}
