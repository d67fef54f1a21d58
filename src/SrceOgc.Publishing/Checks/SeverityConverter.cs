using System.Text.Json;
using System.Text.Json.Serialization;

namespace SrceOgc.Publishing.Checks;

/// <summary>Severities by their word in JSON; reads those that stores of before have, too.</summary>
internal sealed class SeverityConverter : JsonConverter<Severity>
{
    private const string Blocking = "bloquant", ToFix = "aCorriger", Note = "note";

    public override Severity Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? (Severity)reader.GetInt32() : reader.GetString() switch
        {
            Blocking or nameof(Severity.Blocking) => Severity.Blocking,
            ToFix or nameof(Severity.ToFix) => Severity.ToFix,
            Note or nameof(Severity.Note) => Severity.Note,
            var other => throw new JsonException($"no severity: {other}"),
        };

    public override void Write(Utf8JsonWriter writer, Severity value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value switch { Severity.Blocking => Blocking, Severity.ToFix => ToFix, _ => Note });
}
