namespace SrceOgc.Server.Qgis;

/// <summary>A way QGIS can read a layer: which provider, and what follows the layer's name in identifiers.</summary>
internal sealed record QgisMode(string Key, string Provider, bool IsVector)
{
    public static readonly QgisMode Wfs = new("wfs", "WFS", true);

    public static readonly QgisMode Wms = new("wms", "wms", false);

    public static readonly QgisMode Oapif = new("oapif", "OAPIF", true);

    /// <summary>From a GeoPackage that lies beside the project, or holds it; nothing a client may ask for.</summary>
    public static readonly QgisMode File = new("fichier", "ogr", true);

    public static readonly IReadOnlyList<QgisMode> All = [Wfs, Wms, Oapif];

    public static QgisMode? Find(string key) => All.FirstOrDefault(mode => mode.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
}
