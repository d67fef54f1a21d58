using NetTopologySuite.Geometries;
using NetTopologySuite.Simplify;
using SrceOgc.Features.Indicators;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Vectors;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.Plates;

/// <summary>A small map of where the territory lies within what it belongs to.</summary>
internal sealed class PlateLocator
{
    private static readonly Color Wash = new(226, 230, 228), Edge = new(130, 138, 134);

    /// <summary>The least side of the mark in millimetres: a small commune is seen too.</summary>
    private const double LeastMark = 1.6;

    private readonly Geometry _around;
    private readonly Geometry _ground;

    private PlateLocator(Geometry around, Geometry ground) => (_around, _ground) = (around, ground);

    /// <summary>It says nothing: the territory belongs to nothing that is known.</summary>
    public bool IsEmpty => ReferenceEquals(_around, _ground);

    /// <summary>In words, from the nearest: "CC des Sablons, Oise".</summary>
    public string Parents { get; private init; } = "";

    /// <summary>Within the largest of its parents that is no more than a département, else within itself.</summary>
    public static PlateLocator Of(TerritoryIndex index, TerritoryGround ground)
    {
        var parents = ground.Declared is null ? [] : index.ParentsOf(ground.Declared).ToArray();
        var around = parents.LastOrDefault(parent => parent.Type == "departement") ?? parents.LastOrDefault();
        var geometry = around is null ? ground.Geometry : MeasuringTransform.Apply(TerritoryGeometry.Of(index, around).Copy(),
            CrsTransform.Between(TerritoryGeometry.SystemOf(index, around), ground.System));
        var named = parents.Where(parent => parent.Type is BuiltInTerritories.Epci or "scot" or "departement")
            .Select(parent => parent.Name);
        return new(geometry, ground.Geometry) { Parents = string.Join(", ", named.Distinct()) };
    }

    public double HeightFor(double width)
    {
        var box = _around.EnvelopeInternal;
        return width * Math.Clamp(box.Height / Math.Max(box.Width, 1), 0.5, 0.8);
    }

    public void Draw(PdfCanvas canvas, double left, double top, double width)
    {
        var box = _around.EnvelopeInternal.Copy();
        box.ExpandToInclude(_ground.EnvelopeInternal);
        var height = HeightFor(width);
        var resolution = Math.Max(box.Width / width, box.Height / height);
        var toPixels = new Affine(1 / resolution, 0, left + width / 2 - box.Centre.X / resolution,
            0, -1 / resolution, top + height / 2 + box.Centre.Y / resolution);
        var path = new PathBuffer();
        Add(path, _around, resolution, toPixels);
        canvas.Fill(path, Wash);
        canvas.Stroke(path, new(PlatePaper.Pixels(0.15)), Edge);
        path.Clear();
        Add(path, _ground, resolution, toPixels);
        canvas.Fill(path, PlateLook.Contour);
        var own = _ground.EnvelopeInternal;
        if (Math.Max(own.Width, own.Height) / resolution > PlatePaper.Pixels(LeastMark) * 3)
            return;
        path.Clear();
        path.AddEllipse(toPixels.Apply(own.Centre.X, own.Centre.Y), PlatePaper.Pixels(LeastMark * 1.6), PlatePaper.Pixels(LeastMark * 1.6));
        canvas.Stroke(path, new(PlatePaper.Pixels(0.35)), PlateLook.Contour);
    }

    private static void Add(PathBuffer path, Geometry geometry, double resolution, in Affine toPixels)
    {
        var simple = DouglasPeuckerSimplifier.Simplify(geometry, resolution);
        for (var i = 0; i < simple.NumGeometries; i++)
            if (simple.GetGeometryN(i) is Polygon { IsEmpty: false } polygon)
                foreach (var ring in polygon.Holes.Prepend(polygon.Shell))
                {
                    foreach (var point in ring.Coordinates.AsSpan(1))
                        path.Add(toPixels.Apply(point.X, point.Y));
                    path.EndFigure(closed: true);
                }
    }
}
