using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace SrceOgc.Publishing.Checks;

public enum ProfileGeometry
{
    Point,
    Line,
    Polygon,
}

public enum ProfileKind
{
    /// <summary>Deliveries do not agree, and it does not matter.</summary>
    Any,
    Text,
    Integer,
    Real,
    Boolean,
    Date,
    DateTime,
}

/// <summary>
/// A field as a data standard describes it. <paramref name="Name"/> and <paramref name="Synonyms"/> are compared without case or accents.
/// <paramref name="Required"/>: it must be there, and have a value everywhere. <paramref name="Codes"/>: what it may hold, and what each
/// code means.
/// </summary>
public sealed record ProfileField(
    string Name, ProfileKind Kind, IReadOnlyList<string>? Synonyms = null, bool Required = false, bool Unique = false, int Length = 0,
        Regex? Pattern = null,
    string? PatternMeaning = null, IReadOnlyDictionary<string, string>? Codes = null);

/// <summary>Every object of the layer lies within one object of the layer that matches; <paramref name="Share"/> of its area is enough, as
/// boundaries are drawn twice.</summary>
public sealed record ProfileNesting(IReadOnlyList<string> Match, double Share = 0.99);

/// <summary>A layer of a data standard. <paramref name="Match"/> are patterns of table names, less case, accents and regional
/// suffix.</summary>
public sealed record ProfileLayer(string Title, IReadOnlyList<string> Match, IReadOnlyList<ProfileGeometry> Geometry,
    IReadOnlyList<ProfileField> Fields, ProfileNesting? Within = null);

/// <summary>What a data standard asks of its layers: a file of <c>profils</c> in the drop folder.</summary>
public sealed record Profile(string Title, IReadOnlyList<ProfileLayer> Layers)
{
    /// <exception cref="JsonException">The file is wrong.</exception>
    public static Profile Read(string path) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(path), ProfileJson.Readable.Profile) ?? throw new JsonException("null");
}

/// <summary>Patterns are run on values of deliveries, so without backtracking.</summary>
internal sealed class PatternConverter : JsonConverter<Regex>
{
    public override Regex Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        try
        {
            return new Regex($"^(?:{reader.GetString()})$",
                RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException or InvalidOperationException)
        {
            throw new JsonException($"le motif n'est pas une expression régulière : {fault.Message}");
        }
    }

    public override void Write(Utf8JsonWriter writer, Regex value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

[JsonSerializable(typeof(Profile))]
internal sealed partial class ProfileJson : JsonSerializerContext
{
    public static ProfileJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters =
        {
            new PatternConverter(), new JsonStringEnumConverter<ProfileKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<ProfileGeometry>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
        },
    });
}
