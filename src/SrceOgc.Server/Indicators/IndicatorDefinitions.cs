using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Indicators;

/// <summary>Which features of the layers of a role play it: those whose field, the first of these that a layer has, has one of these
/// values.</summary>
internal sealed record RoleFilter(IReadOnlyList<string> Champ, IReadOnlyList<string> Valeurs);

/// <summary>Categories of a number: the first of these fields that a layer has, cut at these bounds into one class more.</summary>
internal sealed record RoleClasses(IReadOnlyList<string> Champ, IReadOnlyList<double> Bornes, IReadOnlyList<string> Noms);

/// <summary>
/// A role: layers by patterns of their names (<paramref name="Sinon"/> when none of <paramref name="Couches"/> fits, never those of
/// <paramref name="Sauf"/>),
/// or other roles together.
/// </summary>
internal sealed record RoleDefinition(
    string Cle, LocalizedText Titre, IReadOnlyList<string>? Couches = null, IReadOnlyList<string>? Sinon = null,
        IReadOnlyList<string>? Sauf = null,
    RoleFilter? Filtre = null, IReadOnlyList<string>? Categorie = null, IReadOnlyList<string>? Roles = null, RoleClasses? Classes = null);

/// <summary>A figure: <c>surface</c> (ha), <c>longueur</c> (km), <c>nombre</c>, or <c>part</c> (percent: of the territory, or of the role
/// that lies in another).</summary>
internal sealed record IndicatorDefinition(
    string Cle, LocalizedText Titre, string Mesure, string Role, string? Dans = null, bool ParCategorie = false, bool Principal = false);

/// <summary><c>ogc/indicateurs.json</c>: what is measured of territories, validated when the server starts; see ogc/README.md.</summary>
/// <param name="Calcul"><c>publication</c>: after each publication; <c>demande</c>: the same from the first request for indicators on;
/// <c>jamais</c>: nothing is kept.</param>
/// <param name="Territoires">Types of territory that a layer of indicators is published of.</param>
internal sealed partial record IndicatorDefinitions(
    string Calcul, IReadOnlyList<string> Territoires, IReadOnlyList<RoleDefinition> Roles, IReadOnlyList<IndicatorDefinition> Indicateurs)
{
    public const string FileName = "indicateurs.json";

    public const string AtPublication = "publication", OnDemand = "demande", Never = "jamais";

    public const string Area = "surface", Length = "longueur", Count = "nombre", Share = "part";

    private static readonly IndicatorDefinitions None = new(Never, [], [], []);

    [JsonIgnore]
    public bool IsEmpty => Indicateurs.Count == 0;

    /// <exception cref="InvalidDataException">The file is wrong; the message is French.</exception>
    public static IndicatorDefinitions Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return None;
        try
        {
            var read = JsonSerializer.Deserialize(File.ReadAllBytes(path), IndicatorDefinitionsJson.Default.IndicatorDefinitions)
                ?? throw new InvalidDataException($"« {path} » est vide.");
            read.Check(path);
            return read;
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"« {path} », ligne {fault.LineNumber + 1} : {fault.Message}");
        }
    }

    public RoleDefinition Role(string key) => Roles.First(role => role.Cle == key);

    private void Check(string path)
    {
        void Require(bool isGood, string fault)
        {
            if (!isGood)
                throw new InvalidDataException($"« {path} » : {fault}");
        }

        Require(Calcul is AtPublication or OnDemand or Never, $"calcul : « {Calcul} » ; attendu : {AtPublication}, {OnDemand} ou {Never}.");
        var roles = (Roles ?? []).Select(role => role.Cle).ToArray();
        foreach (var key in roles.Concat((Indicateurs ?? []).Select(indicator => indicator.Cle)))
            Require(key is not null && Key().IsMatch(key), $"cle : « {key} » ; attendu : minuscules, chiffres et « _ ».");
        Require(roles.Distinct().Count() == roles.Length, "deux rôles ont la même clé.");
        Require(Indicateurs!.Select(indicator => indicator.Cle).Distinct().Count() == Indicateurs!.Count,
            "deux indicateurs ont la même clé.");
        foreach (var role in Roles!)
        {
            Require(role.Couches is { Count: > 0 } != role.Roles is { Count: > 0 },
                $"rôle « {role.Cle} » : il faut « couches » ou « roles ».");
            foreach (var part in role.Roles ?? [])
                Require(Roles.Any(other => other.Cle == part && other.Roles is null),
                    $"rôle « {role.Cle} » : « {part} » n'est pas un rôle fait de couches.");
            Require(role.Filtre is null or { Champ.Count: > 0, Valeurs.Count: > 0 },
                $"rôle « {role.Cle} » : filtre sans champ ou sans valeurs.");
            Require(role.Classes is null || (role.Classes is { Champ.Count: > 0, Bornes.Count: > 0, Noms: not null }
                && role.Classes.Noms.Count == role.Classes.Bornes.Count + 1
                && role.Classes.Bornes.Zip(role.Classes.Bornes.Skip(1), (a, b) => a < b).All(rises => rises)),
                $"rôle « {role.Cle} » : classes attend un champ, des bornes croissantes, et un nom de plus que de bornes.");
        }

        foreach (var indicator in Indicateurs)
            CheckIndicator(indicator, roles, Require);
    }

    private static void CheckIndicator(IndicatorDefinition indicator, string[] roles, Action<bool, string> require)
    {
        require(indicator.Mesure is Area or Length or Count or Share,
            $"indicateur « {indicator.Cle} » : mesure « {indicator.Mesure} » ; attendu : {Area}, {Length}, {Count} ou {Share}.");
        require(roles.Contains(indicator.Role), $"indicateur « {indicator.Cle} » : le rôle « {indicator.Role} » n'existe pas.");
        require(indicator.Dans is null || roles.Contains(indicator.Dans),
            $"indicateur « {indicator.Cle} » : le rôle « {indicator.Dans} » n'existe pas.");
        require(indicator.Dans is null || indicator.Mesure != Count,
            $"indicateur « {indicator.Cle} » : « dans » ne va pas avec « nombre ».");
        require(indicator.Titre is { Fr.Length: > 0 }, $"indicateur « {indicator.Cle} » : il manque un titre.");
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,59}$")]
    private static partial Regex Key();
}

[JsonSerializable(typeof(IndicatorDefinitions))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
internal sealed partial class IndicatorDefinitionsJson : JsonSerializerContext;
