using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Vectors;

namespace SrceOgc.Server.Plates;

/// <summary>The models of plates in <c>ogc/fiches</c>, read and checked when the server starts.</summary>
internal sealed partial class PlateModels
{
    public const string FolderName = "fiches";

    private readonly SortedDictionary<string, PlateModel> _byKey = new(StringComparer.Ordinal);

    private PlateModels()
    {
    }

    public IReadOnlyCollection<PlateModel> All => _byKey.Values;

    /// <summary>The tiles that lie under all maps; null for none.</summary>
    public PlateBackground? Background { get; private set; }

    /// <exception cref="InvalidDataException">A file is wrong; the message is French.</exception>
    public static PlateModels Read(string ogcFolder)
    {
        var models = new PlateModels();
        var folder = Path.Combine(ogcFolder, FolderName);
        if (!Directory.Exists(folder))
            return models;
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var model = ReadOne(file);
            models._byKey.Add(model.Key, model);
        }

        var tiles = Directory.GetFiles(folder, "*.gpkg");
        if (tiles.Length > 1)
            throw new InvalidDataException($"« {folder} » : un seul GeoPackage de tuiles peut servir de fond, il y en a {tiles.Length}.");
        models.Background = tiles.Length == 0 ? null : new(tiles[0]);

        return models;
    }

    /// <exception cref="ServiceException">No model at all, or none of this name.</exception>
    public PlateModel Require(string? key)
    {
        if (_byKey.Count == 0)
            throw new ServiceException("NotFound", null, new(
                $"Aucun modèle de fiche n'est défini : le dossier « {FolderName} » de la description est vide.",
                $"No model of plates is defined: the folder '{FolderName}' of the description is empty."), 404);
        if (key is null)
            return _byKey.Values.First();
        return _byKey.TryGetValue(key, out var model) ? model : throw ServiceException.Invalid("modele", key,
            string.Join(", ", _byKey.Keys), string.Join(", ", _byKey.Keys));
    }

    private static PlateModel ReadOne(string file)
    {
        try
        {
            var bytes = File.ReadAllBytes(file);
            var model = JsonSerializer.Deserialize(bytes, PlateModelJson.Default.PlateModel)
                ?? throw new InvalidDataException($"« {file} » est vide.");
            Check(model, file);
            var logos = (model.Logos ?? []).Select(logo => Read(logo, file)).ToArray();
            using var print = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var part in logos.Select(logo => logo.Picture.Encoded).Prepend(bytes))
                print.AppendData(part.Span);
            return model with
            {
                Key = Path.GetFileNameWithoutExtension(file),
                Print = Convert.ToHexStringLower(print.GetHashAndReset().AsSpan(0, 6)),
                Logos = logos,
            };
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"« {file} », ligne {fault.LineNumber + 1} : {fault.Message}");
        }
    }

    /// <summary>A file beside the model: no path leads elsewhere.</summary>
    private static PlateLogo Read(PlateLogo logo, string model)
    {
        if (string.IsNullOrWhiteSpace(logo.Nom) || logo.Fichier is null || Path.GetFileName(logo.Fichier) != logo.Fichier)
            throw new InvalidDataException($"« {model} » : un logo a un nom, et un fichier du même dossier.");
        try
        {
            ReadOnlyMemory<byte> encoded = File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(model)!, logo.Fichier));
            var (width, height) = PdfPictures.SizeOf(encoded);
            return logo with { Picture = (encoded, (double)width / height) };
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            throw new InvalidDataException($"« {model} », logo « {logo.Fichier} » : {fault.Message}");
        }
    }

    private static void Check(PlateModel model, string file)
    {
        void Require(bool isGood, string fault)
        {
            if (!isGood)
                throw new InvalidDataException($"« {file} » : {fault}");
        }

        Require(Key().IsMatch(Path.GetFileNameWithoutExtension(file)),
            "le nom d'un modèle est fait de minuscules, de chiffres et de tirets.");
        Require(PlatePaper.Formats.Contains(model.Format),
            $"format : « {model.Format} » ; attendu : {string.Join(" ou ", PlatePaper.Formats)}.");
        Require(PlatePaper.Orientations.Contains(model.Orientation),
            $"orientation : « {model.Orientation} » ; attendu : {string.Join(" ou ", PlatePaper.Orientations)}.");
        Require(model.Planches is { Count: > 0 }, "il faut au moins une planche.");
        var keys = model.Planches!.Select(map => map.Cle).ToArray();
        Require(keys.All(key => key is not null && Key().IsMatch(key)) && keys.Distinct().Count() == keys.Length,
            "chaque planche a une clé à elle, en minuscules.");
        foreach (var map in model.Planches!)
        {
            Require(map.Groupes is { Count: > 0 } && map.Groupes.All(group => group.Couches is { Count: > 0 }),
                $"planche « {map.Cle} » : il faut des groupes, et des couches à chacun.");
            Require(map.Groupes!.All(group => group.Definition is null || group.Nom is not null),
                $"planche « {map.Cle} » : une définition a besoin d'un nom.");
        }

        foreach (var key in model.ParCommune ?? [])
            Require(keys.Contains(key), $"parCommune : la planche « {key} » n'existe pas.");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9_-]{0,39}$")]
    private static partial Regex Key();
}
