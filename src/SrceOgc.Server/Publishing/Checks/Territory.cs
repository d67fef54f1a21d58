using SrceOgc.Features.Geometries;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Server.Publishing.Checks;

/// <summary>Where French data lie: boxes of longitudes and latitudes, held in the layer's own coordinates.</summary>
internal sealed class Territory
{
    private static readonly Envelope[] Boxes =
    [
        new(-5.9, 41.0, 10.2, 51.6), // métropole
        new(-63.3, 14.2, -60.6, 18.3), // Antilles
        new(-55.0, 2.0, -51.3, 6.2), // Guyane
        new(55.0, -21.6, 56.1, -20.7), // La Réunion
        new(44.8, -13.2, 45.6, -12.4), // Mayotte
        new(-56.7, 46.6, -56.0, 47.3), // Saint-Pierre-et-Miquelon
        new(162.9, -23.2, 169.0, -19.0), // Nouvelle-Calédonie
        new(-178.4, -14.6, -175.9, -13.0), // Wallis-et-Futuna
        new(-155.0, -28.0, -134.0, -7.5), // Polynésie française
    ];

    private readonly Crs _crs;
    private readonly Envelope[] _boxes;
    private readonly FindingList _findings;
    private int _outside;
    private (long Row, double X, double Y) _example;

    public Territory(Crs crs, FindingList findings)
    {
        _crs = crs;
        _findings = findings;
        var transform = CrsTransform.Between(CrsRegistry.Standard.LonLat, crs);
        _boxes = [.. Boxes.Where(b => b.Intersects(crs.Area)).Select(b => transform.TransformEnvelope(b)).Where(b => !b.IsEmpty)];
    }

    public void Check(long row, in Envelope bounds)
    {
        foreach (var box in _boxes)
            if (box.Intersects(bounds))
                return;
        if (_outside++ == 0)
            _example = (row, bounds.CenterX, bounds.CenterY);
        else if (_outside == 2)
            Say(_example.Row, _example.X, _example.Y);
        if (_outside > 1)
            Say(row, bounds.CenterX, bounds.CenterY);
    }

    /// <param name="spatial">How many features have a geometry.</param>
    /// <param name="extent">Of them all.</param>
    public void Close(long spatial, in Envelope extent)
    {
        if (_outside == 1)
            Say(_example.Row, _example.X, _example.Y);
        if (_outside < spatial || spatial == 0)
            return;
        var looksGeographic = !_crs.IsGeographic && extent.MinX >= -180 && extent.MaxX <= 180 && extent.MinY >= -90 && extent.MaxY <= 90;
        _findings.Add(Severity.ToFix, $"toute la couche est hors de France dans le système annoncé ({_crs.Code}).", looksGeographic
            ? "Les coordonnées ressemblent à des degrés : la couche est sans doute en WGS 84 (EPSG:4326). Corrigez sa projection dans QGIS (« Définir la projection »)."
            : "Vérifiez la projection de la couche dans QGIS (« Définir la projection »).");
    }

    private void Say(long row, double x, double y) => _findings.Add(
        Severity.ToFix, "objet hors du territoire français.", "Vérifiez ses coordonnées et la projection de la couche.", row, x, y);
}
