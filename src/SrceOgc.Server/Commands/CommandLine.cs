using System.Reflection;

namespace SrceOgc.Server.Commands;

/// <summary>
/// The commands of the executable beside serving: the table, its help, and what becomes of failures. A table of our own, as the
/// library for it speaks French by halves and exits otherwise (README, dependencies).
/// </summary>
internal static class CommandLine
{
    private static readonly Option[] OfServer =
    [
        new("serveur", "URL", $"adresse du serveur (sinon {ServerClient.AddressVariable}, sinon {ServerClient.DefaultAddress})"),
        new("jeton", "JETON", $"jeton (mieux : variable {ServerClient.TokenVariable}, que les autres utilisateurs de la machine ne "
            + $"voient pas)"),
    ];

    private static readonly Option Expected = new("si-version", "N", "seulement si la version servie est la N");

    public static IReadOnlyList<Command> All { get; } =
    [
        new("publier", "JEU FICHIER", "livre un GeoPackage (ou un .zip avec son -wal) à un serveur en marche", 2, 2,
            [new("essai", "", "vérifie seulement, ne change rien"), new("brouillon", "", "garde la version sans la servir"),
                new("couche", "NOM", "remplace cette seule couche (GeoPackage, Shapefile en .zip ou GeoJSON)"),
                new("commentaire", "TEXTE", "gardé avec la version"),
                new("accepter", "pertes", "publie même si beaucoup de ce qui est servi disparaît"), Expected, .. OfServer],
            DeliveryCommands.Publish),
        new("verifier", "FICHIER", "vérifie un GeoPackage ici même, sans serveur", 1, 1,
            [new("complet", "", "contrôle la validité de toutes les géométries, quel que soit le temps"),
            new("defauts", "FICHIER", "écrit les défauts dans ce GeoPackage"), new("json", "", "rapport en JSON"),
                new("gpkg", "DOSSIER", "dossier dont « profils » sert (sinon gpkg)"),
                    new("ogc", "DOSSIER", "dossier dont « styles » sert (sinon ogc)")], DeliveryCommands.Verify),
        new("verifier-reserve", "", "vérifie que toutes les versions gardées sont telles qu'elles ont été écrites", 0, 0,
            [new("data", "DOSSIER", "la réserve (sinon data)")], StoreCommands.Verify),
        new("retablir", "JEU [VERSION]", "sert de nouveau une version conservée ; sans VERSION, celle d'avant", 1, 2,
            [Expected, .. OfServer], DatasetCommands.RollBack),
        new("epingler", "JEU VERSION", "garde pour toujours une version citée (un administrateur peut la libérer sur la page de gestion)",
            2, 2, [.. OfServer], DatasetCommands.Pin),
        new("emporter", "TYPE/CODE [FICHIER]", "prend un territoire d'un serveur en marche : GeoPackage avec son projet QGIS", 1, 2,
            [new("couches", "NOMS", "seulement ces couches, séparées par des virgules"),
                new("tampon", "METRES", "marge autour du territoire"), new("entiers", "", "objets entiers, non découpés"), .. OfServer],
            TerritoryCommands.TakeAway),
        new("fiche", "TYPE/CODE [FICHIER]", "prend la fiche PDF d'un territoire d'un serveur en marche", 1, 2,
            [new("modele", "NOM", "modèle de fiche (sinon le premier)"), new("format", "A3|A4", "taille du papier"),
                new("orientation", "MOT", "paysage ou portrait"), new("date", "AAAA-MM", "mois de mise à jour imprimé"),
                new("echelle", "N", "dénominateur de l'échelle ; découpe en feuilles s'il le faut"),
                new("planche", "CLE", "une seule planche de la série"),
                new("communes", "", "et une fiche par commune d'un EPCI"), .. OfServer], TerritoryCommands.Plate),
        new("jeux", "[JEU]", "montre les jeux de données et leurs versions", 0, 1, [new("json", "", "réponse en JSON"), .. OfServer],
            DatasetCommands.List),
        new("jetons", "[creer NOM | revoquer ID]", "montre, crée ou révoque des jetons", 0, 2,
            [new("droit", "DROIT", "lire, publier ou administrer (creer)"), new("jeu", "JEU", "limite le jeton à ce jeu (creer)"),
                new("jours", "N", "durée du jeton (creer)"),
                new("data", "DOSSIER", "agit sur la réserve d'un serveur arrêté, sans jeton"), .. OfServer], TokenCommands.Run),
    ];

    public static bool IsCommand(string[] arguments) =>
        arguments is ["--aide" or "--help" or "-h", ..] || (arguments.Length > 0 && !arguments[0].StartsWith('-'));

    public static async Task<int> Run(string[] arguments)
    {
        try
        {
            return await Find(arguments);
        }
        catch (UsageException fault)
        {
            return Say(ExitCode.Misused, fault.Message + " Voir --aide.");
        }
        catch (SrceOgc.Features.Texts.ServiceException fault)
        {
            return Say(ExitCode.Misused, fault.Text.French);
        }
        catch (CommandException fault)
        {
            return Say(fault.Code, fault.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Say(ExitCode.Refused, fault.Message);
        }
    }

    private static Task<int> Find(string[] arguments)
    {
        if (All.FirstOrDefault(c => c.Name == arguments[0]) is { } command)
            return arguments.AsSpan(1).ContainsAny("--aide", "--help", "-h")
                ? Help(command) : command.Run(new(command, arguments.AsSpan(1)));
        return arguments[0] is "--aide" or "--help" or "-h" ? Help() : throw new UsageException($"« {arguments[0]} » : commande inconnue.");
    }

    private static int Say(int code, string message)
    {
        Console.Error.WriteLine(message);
        return code;
    }

    private static Task<int> Help()
    {
        var name = Assembly.GetExecutingAssembly().GetName().Name;
        Console.WriteLine($"{name}                             sert les données (réglages : --clé valeur, voir README.md)");
        foreach (var command in All)
            Console.WriteLine($"{name} {command.Name,-16} {command.Arguments,-25} {command.Meaning}");
        Console.WriteLine($"{name} COMMANDE --aide      les options d'une commande");
        Console.WriteLine($"\nCodes de sortie : {ExitCode.Done} fait, {ExitCode.Refused} refusé, {ExitCode.Misused} commande mal écrite, "
            + $"{ExitCode.Unreachable} serveur injoignable ou en panne (réessayer plus tard), {ExitCode.Forbidden} jeton absent, faux ou "
            + $"insuffisant.");
        return Task.FromResult(ExitCode.Done);
    }

    private static Task<int> Help(Command command)
    {
        Console.WriteLine($"{command.Name} {command.Arguments} : {command.Meaning}.");
        foreach (var option in command.Options)
            Console.WriteLine($"  {$"--{option.Name} {option.Value}",-22} {option.Meaning}");
        return Task.FromResult(ExitCode.Done);
    }
}
