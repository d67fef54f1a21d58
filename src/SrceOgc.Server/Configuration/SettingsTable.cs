using System.Globalization;

namespace SrceOgc.Server.Configuration;

/// <summary>One setting: its key (command line <c>--key</c>, environment <c>SRCEOGC_KEY</c>, appsettings.json), default, range in words,
/// and how a text becomes a value.</summary>
internal sealed record SettingRow(string Key, string Default, string Range, string Meaning, Func<Settings, string, bool> TryApply);

/// <summary>The whole configuration contract in one table; the README prints it.</summary>
internal static class SettingsTable
{
    public static IReadOnlyList<SettingRow> Rows { get; } =
    [
        new("urls", "http://127.0.0.1:5080", "adresses http séparées par « ; »", "Adresses d'écoute.", (s, v) => Urls(v) && Is(s.Urls = v)),
        new("gpkg", "gpkg", "dossier", "Dossier de dépôt des GeoPackages.", (s, v) => Is(s.GpkgFolder = v)),
        new("ogc", "ogc", "dossier", "Description du service et styles.", (s, v) => Is(s.OgcFolder = v)),
        new("data", "data", "dossier accessible en écriture", "Publications construites, propres au serveur.", (s, v) =>
            Is(s.DataFolder = v)),
        new("dataMode", "0700", "0700 ou 0750", "Droits sur le dossier `data` : le compte du serveur seul, ou son groupe en lecture.",
            (s, v) => v is "0700" or "0750" && Is(s.DataMode = v)),
        new("publicUrl", "", "adresse http(s) absolue, ou vide", "Adresse publique écrite dans les réponses ; vide : celle de la requête.",
            (s, v) => PublicUrl(v) && Text(s.PublicUrl = v.TrimEnd('/'))),
        new("trustedProxies", "127.0.0.1;::1", "adresses IP séparées par « ; »", "Mandataires dont les en-têtes X-Forwarded-* sont crus.",
            (s, v) => Addresses(v) && Text(s.TrustedProxies = v)),
        new("maxImageSide", "8192", "256 à 16384", "Plus grande largeur ou hauteur d'une carte, en pixels.", (s, v) =>
            Whole(v, 256, 16384, n => s.MaxImageSide = n)),
        new("maxImageMegapixels", "40", "1 à 256", "Plus grande surface d'une carte, en millions de pixels.", (s, v) =>
            Whole(v, 1, 256, n => s.MaxImageMegapixels = n)),
        new("pageSize", "10000", "1 à 1000000", "Objets par page quand la requête n'en dit rien.", (s, v) =>
            Whole(v, 1, 1_000_000, n => s.PageSize = n)),
        new("maxFeatures", "1000000", "1 à 100000000", "Objets d'une réponse au plus.", (s, v) =>
            Whole(v, 1, 100_000_000, n => s.MaxFeatures = n)),
        new("cacheMegabytes", "64", "0 à 65536", "Mémoire pour les images déjà dessinées ; 0 : aucune.", (s, v) =>
            Whole(v, 0, 65536, n => s.CacheMegabytes = n)),
        new("cacheSeconds", "300", "0 à 31536000", "Durée annoncée aux clients (Cache-Control) avant de revalider.", (s, v) =>
            Whole(v, 0, 31_536_000, n => s.CacheSeconds = n)),
        new("drawingSlots", "0", "0 à 256", "Cartes dessinées en même temps ; 0 : deux par cœur.", (s, v) =>
            Whole(v, 0, 256, n => s.DrawingSlots = n)),
        new("drawingQueue", "200", "0 à 100000", "Cartes en attente au plus, avant de répondre 503.", (s, v) =>
            Whole(v, 0, 100_000, n => s.DrawingQueue = n)),
        new("drawingMegabytes", "0", "0 à 1048576",
            "Mémoire de toutes les cartes dessinées en même temps ; 0 : le quart de celle du serveur, 384 au plus.",
            (s, v) => Whole(v, 0, 1_048_576, n => s.DrawingMegabytes = n)),
        new("requestSeconds", "30", "1 à 600",
            "Temps de travail accordé à une requête (carte, filtre, comparaison…), files d'attente non comprises.", (s, v) =>
            Whole(v, 1, 600, n => s.RequestSeconds = n)),
        new("requestMegabytes", "512", "64 à 65536", "Mémoire de travail accordée à une requête.", (s, v) =>
            Whole(v, 64, 65536, n => s.RequestMegabytes = n)),
        new("maxGeoPackageMegabytes", "8192", "1 à 1048576", "Taille d'un GeoPackage accepté.", (s, v) =>
            Whole(v, 1, 1_048_576, n => s.MaxGeoPackageMegabytes = n)),
        new("pollMilliseconds", "500", "100 à 600000", "Intervalle de surveillance du dossier de dépôt.", (s, v) =>
            Whole(v, 100, 600_000, n => s.PollMilliseconds = n)),
        new("keptVersions", "5", "1 à 1000", "Versions conservées par jeu de données.", (s, v) =>
            Whole(v, 1, 1000, n => s.KeptVersions = n)),
        new("allowedHosts", "", "noms d'hôtes ou adresses IP, avec ou sans port, séparés par « ; »",
            "Hôtes que le serveur peut appeler (sources distantes, abonnements) ; vide : aucun.", (s, v) =>
            SrceOgc.Publishing.Exchanges.AllowedHosts.IsList(v) && Text(s.AllowedHosts = v)),
        new("allowedOrigins", "", "origines http(s) séparées par « ; »",
            "Sites dont les scripts peuvent livrer et administrer avec un jeton en en-tête ; vide : aucun autre que celui-ci.", (s, v) =>
            Origins(v) && Text(s.AllowedOrigins = v)),
        new("drainSeconds", "20", "0 à 600", "Temps laissé aux requêtes en cours à l'arrêt.", (s, v) =>
            Whole(v, 0, 600, n => s.DrainSeconds = n)),
        new("logLevel", "Information", "Trace, Debug, Information, Warning, Error, None", "Détail du journal.", (s, v) =>
            Enum.TryParse<LogLevel>(v, true, out _) && Is(s.LogLevel = v)),
    ];

    /// <summary>Names of before, which go on working.</summary>
    public static IReadOnlyDictionary<string, string> Renamed { get; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["drawingSeconds"] = "requestSeconds" };

    private static bool Is(string value) => value.Length > 0;

    private static bool Text(string value) => value is not null;

    private static bool Whole(string text, int least, int most, Action<int> apply)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
            return false;
        apply(number);
        return true;
    }

    private static bool Urls(string text) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } urls
        && Array.TrueForAll(urls, static url => url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && url.Length > 7);

    private static bool PublicUrl(string text) =>
        text.Length == 0 || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri.Query.Length == 0);

    private static bool Origins(string text) => Array.TrueForAll(
        text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        static part => Uri.TryCreate(part, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && part == uri.GetLeftPart(UriPartial.Authority));

    private static bool Addresses(string text) => Array.TrueForAll(
        text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), static part =>
            System.Net.IPAddress.TryParse(part, out _));
}
