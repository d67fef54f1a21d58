using System.Text.Json;
using System.Text.Json.Serialization;

namespace SrceOgc.Features.Texts;

/// <summary>
/// Texts in JSON: one string in the language of whoever reads it, or, where the text is kept, an object with <c>fr</c> and <c>en</c>.
/// Reads both, and the objects with <c>French</c> and <c>English</c> of stores of before.
/// </summary>
public sealed class TextConverter(Language? language) : JsonConverter<Text>
{
    /// <exception cref="JsonException">It is neither a string nor an object of strings.</exception>
    public override Text Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return Text.Same(reader.GetString()!);
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("a text is a string, or an object");
        var (french, english) = ("", "");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isFrench = reader.ValueTextEquals("fr") || reader.ValueTextEquals("French");
            reader.Read();
            if (isFrench)
                french = reader.GetString() ?? "";
            else
                english = reader.GetString() ?? "";
        }

        return new(french, english);
    }

    public override void Write(Utf8JsonWriter writer, Text value, JsonSerializerOptions options)
    {
        if (language is { } asked)
        {
            writer.WriteStringValue(value.In(asked));
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("fr", value.French);
        writer.WriteString("en", value.English);
        writer.WriteEndObject();
    }
}
