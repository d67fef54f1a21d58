using SrceOgc.Features.Geometries;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.Checks;

/// <summary>Where French data lie: boxes of longitudes and latitudes, held in the layer's own coordinates.</summary>
internal sealed class FrenchExtentCheck
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

    private const int MostPlaces = 1000;

    private readonly Crs _crs;
    private readonly Envelope[] _boxes;
    private readonly FindingList _findings;
    private readonly List<(long Row, double X, double Y)> _places = [];
    private long _outside;

    public FrenchExtentCheck(Crs crs, FindingList findings)
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
        if (_outside++ < MostPlaces)
            _places.Add((row, bounds.CenterX, bounds.CenterY));
    }

    /// <param name="spatial">How many features have a geometry.</param>
    /// <param name="extent">Of them all.</param>
    public void Close(long spatial, in Envelope extent)
    {
        if (_outside == spatial && spatial > 0)
            SayWhole(extent);
        else
            foreach (var (row, x, y) in _places)
                _findings.Add(Severity.ToFix, new(
                    "objet hors du territoire français.",
                    "feature outside the territory of France."), new("Vérifiez ses coordonnées.", "Check its coordinates."), row, x, y);
    }

    private void SayWhole(in Envelope extent)
    {
        var looksGeographic = !_crs.IsGeographic && extent.MinX >= -180 && extent.MaxX <= 180 && extent.MinY >= -90 && extent.MaxY <= 90;
        _findings.Add(Severity.ToFix, new(
            $"toute la couche est hors de France dans le système annoncé ({_crs.Code}).",
            $"the whole layer lies outside France in the system it announces ({_crs.Code})."), looksGeographic
            ? new Text(
                "Les coordonnées ressemblent à des degrés : la couche est sans doute en WGS 84 (EPSG:4326). Corrigez sa projection dans "
                    + "QGIS (« Définir la projection »).",
                "The coordinates look like degrees: the layer is probably in WGS 84 (EPSG:4326). Correct its projection in QGIS "
                    + "('Set layer CRS').")
            : new("Vérifiez la projection de la couche dans QGIS (« Définir la projection »).",
                "Check the projection of the layer in QGIS ('Set layer CRS')."));
    }
}
