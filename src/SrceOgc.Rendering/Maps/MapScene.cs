using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Maps;

/// <summary>A map to draw: its size in pixels, the rectangle it shows in its CRS (x/y order), and its layers from bottom to top.</summary>
public sealed record MapScene(int Width, int Height, Crs Crs, Envelope Extent, IReadOnlyList<MapLayer> Layers)
{
    public Color Background { get; init; } = Color.Transparent;

    /// <summary>Pixels per inch that symbols are drawn for.</summary>
    public double Dpi { get; init; } = MapScale.DefaultDpi;

    /// <summary>How far the map is turned about its middle, in degrees clockwise; <see cref="Extent"/> is that of the map not
    /// turned.</summary>
    public double Angle { get; init; }

    /// <summary>Seen by expressions of every layer alike.</summary>
    public EvaluationMoment Moment { get; init; } = EvaluationMoment.Next();

    public double ResolutionX => Extent.Width / Width;

    public double ResolutionY => Extent.Height / Height;

    public MapScale Scale => new(ResolutionX, Crs.MetresPerUnit, Dpi);
}

/// <summary>A layer of a map: features in their own CRS and the style that was bound to their type.</summary>
public sealed record MapLayer(IFeatureSource Source, Crs Crs, Style Style)
{
    /// <summary>Which of the features; windows and resolutions are the renderer's business.</summary>
    public FeatureQuery Query { get; init; } = FeatureQuery.All;

    /// <summary>Of the layer as a whole, on top of the style's.</summary>
    public double Opacity { get; init; } = 1;

    /// <summary>Where rules found once are kept for the next map; null to find them each time.</summary>
    public RuleCache? Rules { get; init; }
}
