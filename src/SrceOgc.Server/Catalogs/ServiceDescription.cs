using System.Text.Json;
using System.Text.Json.Serialization;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Catalogs;

internal sealed record LocalizedText(string Fr, string En)
{
    public Text Text => new(Fr, En.Length > 0 ? En : Fr);
}

internal sealed record Contact(string Organization, string Person, string Position, string Address, string PostalCode, string City,
    string Country, string Email, string Phone, string Site);

/// <summary>A group of layers; a layer belongs to the first theme one of whose patterns matches it.</summary>
internal sealed record Theme(string Key, LocalizedText Title, LocalizedText Abstract, string Color, IReadOnlyList<string> Match);

/// <summary>
/// What the service says of layers whose name matches; the first match wins for each property. <paramref name="ValidityScale"/> is the
/// denominator of the largest scale the data are good for; the other two bound where the layer is drawn.
/// </summary>
internal sealed record LayerDescription(
    IReadOnlyList<string> Match, LocalizedText? Title = null, LocalizedText? Abstract = null, IReadOnlyList<string>? Keywords = null,
    string? Attribution = null, string? AttributionUrl = null, string? License = null, string? MetadataUrl = null, double? MinScale = null,
        double? MaxScale = null, double? ValidityScale = null);

/// <summary>Texts of the legal notice and of the accessibility statement; a line is a paragraph.</summary>
internal sealed record LegalTexts(LocalizedText? Notice = null, LocalizedText? Accessibility = null);

/// <summary>
/// How deliveries that lose much are taken: beyond <paramref name="LossThresholdPercent"/> of a layer somebody must agree;
/// <paramref name="DraftOnLoss"/> names the datasets (patterns) whose file in the drop folder then becomes a draft instead of being served.
/// </summary>
internal sealed record DeliveryRules(double LossThresholdPercent = 20, IReadOnlyList<string>? DraftOnLoss = null)
{
    public bool IsDraftOnLoss(string dataset) => DraftOnLoss?.Any(pattern => Glob.Matches(pattern, dataset)) == true;
}

/// <summary>ogc/service.json: what the service says of itself, its themes and its layers.</summary>
internal sealed record ServiceDescription(
    LocalizedText Title, LocalizedText Abstract, IReadOnlyList<string> Keywords, Contact Contact, string Fees, string AccessConstraints,
    string NamespaceUri, IReadOnlyList<Theme> Themes, IReadOnlyList<LayerDescription> Layers,
    IReadOnlyList<TerritoryDeclaration>? Territories = null, DeliveryRules? Deliveries = null,
    OpeningRules? Opening = null, LegalTexts? Legal = null)
{
    public const string FileName = "service.json";

    /// <summary>"none" is the word of the standards where there are none (OGC 06-042, 7.2.4.3; OWS Common 06-121r3, 7.4.4).</summary>
    public string AnnouncedFees => NoneOr(Fees);

    /// <inheritdoc cref="AnnouncedFees"/>
    public string AnnouncedConstraints => NoneOr(AccessConstraints);

    /// <exception cref="InvalidDataException">The file is missing or wrong; the message is French.</exception>
    public static ServiceDescription Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw new InvalidDataException($"Le fichier « {path} » manque.");
        try
        {
            var description = JsonSerializer.Deserialize(File.ReadAllBytes(path), ServiceDescriptionJson.Default.ServiceDescription)
                ?? throw new InvalidDataException($"« {path} » est vide.");
            return description.Deliveries is { LossThresholdPercent: not (>= 0 and <= 100) }
                ? throw new InvalidDataException($"« {path} » : deliveries.lossThresholdPercent va de 0 à 100.") : description;
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"« {path} », ligne {fault.LineNumber + 1} : {fault.Message}");
        }
    }

    private static string NoneOr(string text) =>
        text.Trim().TrimEnd('.').ToLowerInvariant() is "" or "aucun" or "aucune" or "aucuns" or "none" or "néant" ? "none" : text;

    public Theme ThemeOf(string layerName, string table) =>
        Themes.FirstOrDefault(t => t.Match.Any(pattern => Glob.Matches(pattern, layerName) || Glob.Matches(pattern, table))) ?? Themes[^1];
}

[JsonSerializable(typeof(ServiceDescription))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
internal sealed partial class ServiceDescriptionJson : JsonSerializerContext;
