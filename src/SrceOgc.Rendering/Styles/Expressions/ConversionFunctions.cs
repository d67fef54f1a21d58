using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace SrceOgc.Rendering.Styles.Expressions;

internal static class ConversionFunctions
{
    public static IEnumerable<ObjectFunction> All =>
    [
        new("to_int", "value", (in Arguments a) => a.Whole(0)), new("to_real", "value", (in Arguments a) => a.Number(0)),
        new("to_base64", "value", (in Arguments a) => Convert.ToBase64String(Bytes(a.Value(0)))),
        new("from_base64", "string", (in Arguments a) => Convert.FromBase64String(a.Text(0))),
        new("md5", "string", (in Arguments a) => Hash(a.Text(0), "md5")),
        new("sha256", "string", (in Arguments a) => Hash(a.Text(0), "sha256")),
        new("hash", "string method", (in Arguments a) => Hash(a.Text(0), a.Text(1).ToLowerInvariant())),
        new("to_decimal", "value", (in Arguments a) => Decimal(a.Text(0))),
        new("to_dm", "value axis precision formatting?", (in Arguments a) => Degrees(a, withSeconds: false)),
        new("to_dms", "value axis precision formatting?", (in Arguments a) => Degrees(a, withSeconds: true)),
        new("to_string", "value", (in Arguments a) => ObjectValues.Text(a.Value(0))),
        new("mime_type", "binary_data", (in Arguments a) => Kind(Bytes(a.Value(0)))),
    ];

    private static byte[] Bytes(object? value) => value as byte[]
        ?? Encoding.UTF8.GetBytes(ObjectValues.Text(value) ?? throw new EvaluationFailure());

    private static string Hash(string text, string method)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Convert.ToHexStringLower(method switch
        {
            "md5" => MD5.HashData(bytes),
            "sha1" => SHA1.HashData(bytes),
            "sha256" => SHA256.HashData(bytes),
            "sha384" => SHA384.HashData(bytes),
            "sha512" => SHA512.HashData(bytes),
            _ => throw new EvaluationFailure(),
        });
    }

    /// <summary>Degrees, minutes and seconds in whatever signs, with the letter of a side or a sign.</summary>
    private static object? Decimal(string text)
    {
        var parts = Regex.Matches(text, "[0-9]+(?:[.,][0-9]+)?", RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(50))
            .Select(part => double.Parse(part.Value.Replace(',', '.'), CultureInfo.InvariantCulture)).ToList();
        if (parts.Count is 0 or > 3)
            throw new EvaluationFailure();
        var value = parts[0] + (parts.Count > 1 ? parts[1] / 60 : 0) + (parts.Count > 2 ? parts[2] / 3600 : 0);
        var isNegative = text.TrimStart().StartsWith('-') || text.Any(c => c is 'S' or 's' or 'W' or 'w' or 'O' or 'o');
        return isNegative ? -value : value;
    }

    private static object? Degrees(in Arguments arguments, bool withSeconds)
    {
        var (value, isX, places, form) = (arguments.Number(0), arguments.Text(1).Equals("x", StringComparison.OrdinalIgnoreCase),
            (int)Math.Clamp(arguments.Whole(2), 0, 12), arguments.Text(3));
        var size = Math.Abs(value);
        var unit = Math.Pow(10, places);
        var total = Math.Round(size * (withSeconds ? 3600 : 60) * unit, MidpointRounding.AwayFromZero) / unit;
        var whole = withSeconds ? 3600 : 60;
        var degrees = Math.Floor(total / whole);
        var rest = total - degrees * whole;
        var padded = form is "aligned" or "suffix";
        var minutes = withSeconds ? Math.Floor(rest / 60) : rest;
        var text = new StringBuilder();
        if (form is not ("aligned" or "suffix") && value < 0)
            text.Append('-');
        text.Append(CultureInfo.InvariantCulture, $"{degrees:0}°");
        if (withSeconds)
            text.Append(Digits(minutes, 0, padded)).Append('′').Append(Digits(rest - minutes * 60, places, padded)).Append('″');
        else
            text.Append(Digits(minutes, places, padded)).Append('′');
        return padded && value != 0 ? text.Append(isX ? value < 0 ? 'W' : 'E' : value < 0 ? 'S' : 'N').ToString() : text.ToString();
    }

    private static string Digits(double number, int places, bool padded)
    {
        var text = number.ToString($"F{places}", CultureInfo.InvariantCulture);
        return padded ? text.PadLeft(places > 0 ? places + 3 : 2, '0') : text;
    }

    private static string Kind(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 3 && bytes[0] == 0x89 && bytes[1..4].SequenceEqual("PNG"u8) ? "image/png"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : bytes.StartsWith("GIF8"u8) ? "image/gif"
        : bytes.StartsWith("%PDF"u8) ? "application/pdf"
        : bytes.StartsWith("PK\u0003\u0004"u8) ? "application/zip"
        : bytes.IndexOfAnyInRange((byte)0, (byte)8) < 0 ? "text/plain"
        : "application/octet-stream";
}
