using SrceOgc.Features.Layers;
using SrceOgc.Publishing.Checks;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>The profiles of gpkg/profils, as a steward edits them, and what they find.</summary>
public sealed class ProfileTests
{
    private static readonly ProfileLibrary Library = ProfileLibrary.Read(Path.Combine(RepositoryFiles.Root, "gpkg"));

    [Theory]
    [InlineData("N_SRCE_RESERVOIR_S_000", "Géostandard SRCE (COVADIS 1.0, 2014)", "Réservoirs de biodiversité (surfaces)")]
    [InlineData("n_srce_réservoir_s_R32", "Géostandard SRCE (COVADIS 1.0, 2014)", "Réservoirs de biodiversité (surfaces)")]
    [InlineData("cer_obstacle_cor_l_fr32", "SRCE, variante des Hauts-de-France", "Obstacles (lignes)")]
    [InlineData("Trame noire communes", "Trame noire", "Pollution lumineuse par commune")]
    [InlineData("trame_brune_r32", "Trame marron (sols)", "Trame marron")]
    [InlineData("Grandes unités paysagères", "Écodistricts paysagers", "Grandes unités paysagères")]
    [InlineData("communes_fr32", "Communes et EPCI (INSEE)", "Communes")]
    public void Tables_are_known_however_they_are_written(string table, string profile, string layer)
    {
        var known = Library.Find(table);
        Assert.Equal((profile, layer), (known?.Profile, known?.Layer.Title));
    }

    [Fact]
    public void Other_tables_have_no_profile() => Assert.Null(Library.Find("znieff1"));

    [Fact]
    public void Fields_codes_and_identifiers_are_held_against_the_profile()
    {
        using var delivery = CheckedDelivery.Of(w => CheckedDelivery.Table(
            w, "N_SRCE_RESERVOIR_S_R32", "POLYGON", ["Id_Resv", "MilMaj_Nat", "DELIMIT"],
            [CheckedDelivery.Square(0, 0, 10), "R1", "Boise", "DG"], [CheckedDelivery.Square(20, 0, 10), "R1", "forêt", "DG"],
                [CheckedDelivery.Square(40, 0, 10), null, " cours d'eau ", "XX"]));
        Assert.Contains("Géostandard SRCE", delivery.Find("couche contrôlée avec le profil").Message.French);
        Assert.Equal(2L, delivery.Find("doit être unique").Row);
        Assert.Equal(3L, delivery.Find("« Id_Resv », obligatoire, n'a pas de valeur").Row);
        var codes = delivery.Find("« MilMaj_Nat » a des valeurs hors de la liste");
        Assert.Equal((2L, 1), (codes.Row!.Value, codes.Count));
        Assert.Contains("Trouvé : « forêt ».", codes.Advice.French);
        Assert.Equal((650_025.0, 6_860_005.0), (codes.X!.Value, codes.Y!.Value));
        Assert.Equal(3L, delivery.Find("« DELIMIT » a des valeurs hors de la liste").Row);
        Assert.Contains("OBJ_ASSI", delivery.Find("champs facultatifs").Message.French);
    }

    [Fact]
    public void An_insee_code_keeps_its_zero()
    {
        using var delivery = CheckedDelivery.Of(w =>
        {
            CheckedDelivery.Table(w, "communes", "POLYGON", ["insee", "nom"], [CheckedDelivery.Square(0, 0, 10), "02001", "Abbécourt"],
                [CheckedDelivery.Square(20, 0, 10), "2002", "Achery"], [CheckedDelivery.Square(40, 0, 10), "2A004", "Ajaccio"]);
            using var table = w.CreateTable(
                new("communes_r32", "n", "", "geom", "POLYGON", false, CheckedDelivery.Lambert93,
                [new("insee", "insee", FieldKind.Integer, 0), new("nom", "nom", FieldKind.Text, 0)]));
        });
        Assert.Equal((2L, 1), (delivery.Find("valeurs mal formées").Row!.Value, delivery.Find("valeurs mal formées").Count));
        Assert.Equal("communes_r32", delivery.Find("est un entier ; le profil attend un texte").Layer);
    }

    [Fact]
    public void Each_landscape_entity_lies_in_one_unit()
    {
        using var delivery = CheckedDelivery.Of(w =>
        {
            CheckedDelivery.Table(w, "ecodistricts_unites", "POLYGON", ["code", "nom"], [CheckedDelivery.Square(0, 0, 1000), "U1", "a"],
                [CheckedDelivery.Square(1000, 0, 1000), "U2", "b"]);
            CheckedDelivery.Table(w, "ecodistricts_entites", "POLYGON", ["code", "nom", "code_unite"],
                [CheckedDelivery.Square(0, 0, 500), "E1", "a", "U1"], [CheckedDelivery.Square(800, 0, 500), "E2", "b", "U1"],
                    [CheckedDelivery.Square(5000, 0, 500), "E3", "c", "U2"], [CheckedDelivery.Square(-1, 600, 400), "E4", "d", "U1"]);
        });
        Assert.Equal((2L, 1), (delivery.Find("à cheval").Row!.Value, delivery.Find("à cheval").Count));
        Assert.Equal((3L, 1), (delivery.Find("hors de tout objet").Row!.Value, delivery.Find("hors de tout objet").Count));
    }

    [Theory]
    [InlineData("{\n \"title\": \"x\",\n \"layers\": [{ \"title\": \"y\", \"match\": [\"z\"], \"geometry\": [], \"fields\": [\n { "
        + "\"name\": \"a\", \"kind\": \"text\", \"pattern\": \"(\" } ] }] }", 4)]
    [InlineData("{\n \"title\": \"x\",\n \"layers\": [{ \"title\": \"y\", \"match\": [\"z\"], \"geometry\": [\"ligne\"], \"fields\": [] "
        + "}] }", 3)]
    [InlineData("{\n \"titre\": \"x\" }", 2)]
    public void A_wrong_profile_says_where(string json, int line)
    {
        var folder = Directory.CreateTempSubdirectory("srceogc-profils");
        var path = Path.Combine(folder.CreateSubdirectory(ProfileLibrary.Folder).FullName, "faux.json");
        File.WriteAllText(path, json);
        File.WriteAllText(Path.Combine(folder.FullName, ProfileLibrary.Folder, "vrai.json"),
            """{"title":"x","layers":[{"title":"y","match":["zones"],"geometry":[],"fields":[]}]}""");
        var library = ProfileLibrary.Read(folder.FullName);
        folder.Delete(recursive: true);
        var fault = Assert.Single(library.Faults);
        Assert.StartsWith($"Profil « faux.json » ignoré, ligne {line} :", fault.French);
        Assert.StartsWith($"Profile 'faux.json' ignored, line {line}:", fault.English);
        Assert.NotNull(library.Find("zones"));
    }

    [Fact]
    public void A_missing_folder_is_told_and_an_empty_one_is_a_choice()
    {
        var folder = Directory.CreateTempSubdirectory("srceogc-profils");
        var missing = ProfileLibrary.Read(folder.FullName);
        folder.CreateSubdirectory(ProfileLibrary.Folder);
        var empty = ProfileLibrary.Read(folder.FullName);
        folder.Delete(recursive: true);
        Assert.Contains("« profils » manque", Assert.Single(missing.Faults).French);
        Assert.Empty(empty.Faults);
    }
}
