using System.IO.Compression;

namespace SrceOgc.Server.Http;

/// <summary>Compression of answers (RFC 9110, 8.4 and 12.5.3): gzip and brotli, when the client accepts them and it is worth it.</summary>
internal static class ContentCoding
{
    /// <summary>Less fits one packet anyway.</summary>
    public const int WorthCompressing = 1400;

    private static readonly string[] Texts = ["text/", "application/json", "application/xml", "image/svg+xml"];

    private static readonly string[] TextSuffixes = ["+json", "+xml"];

    /// <summary>gzip before brotli: at these speeds it costs half the processor for nearly the same size.</summary>
    public static string? Choose(HttpRequest request)
    {
        var accepted = request.Headers.AcceptEncoding.ToString();
        return Accepts(accepted, "gzip") ? "gzip" : Accepts(accepted, "br") ? "br" : null;
    }

    /// <summary>Pictures, archives and databases are compressed already.</summary>
    public static bool IsText(string contentType)
    {
        var type = contentType.AsSpan(0, contentType.IndexOf(';') is >= 0 and var end ? end : contentType.Length);
        foreach (var text in Texts)
            if (type.StartsWith(text, StringComparison.OrdinalIgnoreCase))
                return true;
        foreach (var suffix in TextSuffixes)
            if (type.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    /// <summary>The same content in other bytes: said, and its tag made a weak one (RFC 9110, 8.8.1).</summary>
    public static void Announce(HttpResponse response, string coding)
    {
        response.Headers.ContentEncoding = coding;
        response.Headers.Append("Vary", "Accept-Encoding");
        if (response.Headers.ETag is [{ } tag] && !tag.StartsWith("W/", StringComparison.Ordinal))
            response.Headers.ETag = "W/" + tag;
    }

    public static Stream Compressor(Stream body, string coding, CompressionLevel level = CompressionLevel.Fastest) => coding == "br"
        ? new BrotliStream(body, level, leaveOpen: true) : new GZipStream(body, level, leaveOpen: true);

    public static byte[] Compressed(ReadOnlySpan<byte> content, string coding, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var target = new MemoryStream(content.Length / 2);
        using (var compressor = Compressor(target, coding, level))
            compressor.Write(content);
        return target.ToArray();
    }

    /// <summary>A weight of zero means "not this one".</summary>
    public static bool Accepts(string accepted, string coding)
    {
        foreach (var item in accepted.Replace(" ", "").Split(','))
            if (item.Equals(coding, StringComparison.OrdinalIgnoreCase))
                return true;
            else if (item.StartsWith(coding + ";q=", StringComparison.OrdinalIgnoreCase))
                return item.AsSpan(coding.Length + 3).IndexOfAnyInRange('1', '9') >= 0;
        return false;
    }
}
