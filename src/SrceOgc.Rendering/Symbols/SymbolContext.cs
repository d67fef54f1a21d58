using SrceOgc.Features.Geometries;
using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles.Expressions;

namespace SrceOgc.Rendering.Symbols;

/// <summary>
/// What symbols are drawn with: the canvas, the feature being drawn, and the pixel where the ground's origin lies, to
/// which hatches and grids are tied so that neighbouring maps match. Paths are scratch that painters share.
/// </summary>
public sealed class SymbolContext(Canvas canvas, TexturePool textures, EvaluationContext evaluation, FontLibrary fonts, Vertex origin)
{
    public Canvas Canvas { get; } = canvas;

    /// <summary>The same canvas when it is of pixels: what is drawn aside there once is drawn each time elsewhere.</summary>
    internal RasterCanvas? Pixels { get; } = canvas as RasterCanvas;

    /// <summary>Puts a geometry of the layer's system on the map; null where no map is drawn.</summary>
    public GeometryPlacing? Place { get; init; }

    public TexturePool Textures { get; } = textures;

    public EvaluationContext Evaluation { get; } = evaluation;

    public FontLibrary Fonts { get; } = fonts;

    /// <summary>On what is being drawn on, which may be a part of the map.</summary>
    public Vertex Origin => origin - Canvas.Corner;

    /// <summary>One symbol's outline.</summary>
    public PathBuffer Outline { get; } = new(canvas.Limits);

    /// <summary>A shape made of the feature's: its centre, its rings, moved aside.</summary>
    public FeatureShape Derived { get; } = new(canvas.Limits);
}

/// <summary>The parts of one type (1 points, 2 lines, 3 polygons) of a geometry in the layer's system, as a shape in pixels.</summary>
public delegate void GeometryPlacing(ReadOnlySpan<byte> wkb, FeatureShape shape, WkbType type);
