using System.Text.Json.Serialization;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Plates;

/// <summary>Layers by patterns of their names, under one heading, with the definition that goes with them.</summary>
/// <param name="Couches">Patterns; the first that fits decides the order in which layers are drawn, from above.</param>
/// <param name="Sauf">Layers that fit these are none of it.</param>
/// <param name="Titre">The heading in the legend; null for the layers' own titles.</param>
/// <param name="Nom">What the definition defines.</param>
/// <param name="Definition">Printed where any of the layers has something in the territory.</param>
internal sealed record PlateGroup(
    IReadOnlyList<string> Couches, IReadOnlyList<string>? Sauf = null, LocalizedText? Titre = null, LocalizedText? Nom = null,
    LocalizedText? Definition = null)
{
    public bool Holds(CatalogLayer layer) => RankOf(layer) >= 0;

    /// <summary>-1 when the layer is none of it.</summary>
    public int RankOf(CatalogLayer layer)
    {
        if (Sauf?.Any(pattern => Glob.Matches(pattern, layer.Name)) == true)
            return -1;
        for (var i = 0; i < Couches.Count; i++)
            if (Glob.Matches(Couches[i], layer.Name))
                return i;
        return -1;
    }
}

/// <summary>One map of a series.</summary>
/// <param name="Cle">Its key.</param>
/// <param name="Titre">In large letters.</param>
/// <param name="SousTitre">The scheme it is of, also the heading of the legend.</param>
/// <param name="Groupes">What is shown, in the order of the legend: the first is drawn above.</param>
/// <param name="Fond">Patterns of layers drawn underneath, without a place in the legend unless they have something to say.</param>
/// <param name="Textes">Paragraphs on what the scheme is.</param>
/// <param name="Statut">Its legal status.</param>
/// <param name="Absence">Said in the place of a legend where nothing lies in the territory.</param>
/// <param name="Indicateurs">Keys of <c>indicateurs.json</c>.</param>
/// <param name="Nombres">Whether the legend says how many of each class lie in the territory.</param>
/// <param name="Mesures">Whether it says their areas and lengths instead, where they have any.</param>
/// <param name="Tuiles">Whether the background of tiles is drawn, where there is one.</param>
internal sealed record PlateMapModel(
    string Cle, LocalizedText Titre, LocalizedText SousTitre, IReadOnlyList<PlateGroup> Groupes, IReadOnlyList<string>? Fond = null,
    IReadOnlyList<LocalizedText>? Textes = null, LocalizedText? Statut = null, LocalizedText? Absence = null,
    IReadOnlyList<string>? Indicateurs = null, bool Nombres = false, bool Mesures = false, bool Tuiles = true);

/// <summary>A picture at the foot of a plate.</summary>
/// <param name="Fichier">A PNG or JPEG beside the model.</param>
/// <param name="Nom">Of whom it is: said to those who do not see it.</param>
internal sealed record PlateLogo(string Fichier, string Nom)
{
    /// <summary>Its bytes, and its width for a height of one.</summary>
    [JsonIgnore]
    public (ReadOnlyMemory<byte> Encoded, double Ratio) Picture { get; init; }
}

/// <summary>A model of plates: <c>ogc/fiches/{key}.json</c>, see the README beside it.</summary>
/// <param name="Titre">What the series is.</param>
/// <param name="Mention">"Pour information".</param>
/// <param name="Procedure">What the plates are made for.</param>
/// <param name="Planches">The series, numbered in this order.</param>
/// <param name="ParCommune">Keys of the maps that each commune of a larger territory gets; null for the first.</param>
/// <param name="Format">A3 or A4, unless asked otherwise.</param>
/// <param name="Orientation">paysage or portrait, unless asked otherwise.</param>
/// <param name="Sources">Said before the versions.</param>
/// <param name="Contact">Lines on who made it.</param>
/// <param name="Logos">Of those who made it.</param>
/// <param name="Avertissement">Said of a map larger than its data are good for; {echelle} and {validite} stand for the scales.</param>
internal sealed record PlateModel(
    LocalizedText Titre, LocalizedText Mention, LocalizedText Procedure, IReadOnlyList<PlateMapModel> Planches,
    IReadOnlyList<string>? ParCommune = null, string Format = "A3", string Orientation = PlatePaper.Landscape,
    LocalizedText? Sources = null, IReadOnlyList<string>? Contact = null, LocalizedText? Avertissement = null,
    IReadOnlyList<PlateLogo>? Logos = null)
{
    /// <summary>The name of its file.</summary>
    [JsonIgnore]
    public string Key { get; init; } = "";

    /// <summary>Changes with its content.</summary>
    [JsonIgnore]
    public string Print { get; init; } = "";

    /// <summary>The maps a commune of a larger territory gets.</summary>
    public IEnumerable<PlateMapModel> OfCommune =>
        ParCommune is null ? Planches.Take(1) : Planches.Where(map => ParCommune.Contains(map.Cle));
}

[JsonSerializable(typeof(PlateModel))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
internal sealed partial class PlateModelJson : JsonSerializerContext;
