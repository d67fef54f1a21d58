using System.Text.Encodings.Web;
using System.Text.Json;

namespace SrceOgc.Features.Texts;

/// <summary>Small JSON documents made in memory; what streams has its own writers.</summary>
public static class JsonAnswer
{
    public const string MediaType = "application/json; charset=utf-8";

    public static byte[] Make(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(json);
        return stream.ToArray();
    }
}
