using System.Globalization;
using SrceOgc.Features.Texts;
using SrceOgc.Features.Tiles;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Server.Http;
using SrceOgc.Server.Maps;

namespace SrceOgc.Server.Wmts;

/// <summary>
/// One tile of a layer or a theme (07-057r7, 7.2.2.1): a map whose frame the grid gives.
/// </summary>
/// <param name="Layers">In drawing order.</param>
/// <param name="Density">Pixels of a side for each of the grid's: 2 for screens that show two where one was.</param>
internal sealed record TileRequest(IReadOnlyList<StyledLayer> Layers, TileMatrixSet Grid, TileMatrix Matrix, int Column, int Row,
    int Density)
{
    /// <exception cref="ServiceException">A parameter is missing or wrong, or there is no such tile; its locator names it.</exception>
    public static TileRequest Of(ServiceRequest request, TileMatrixSets grids)
    {
        var parameters = request.Parameters;
        var style = parameters.Optional("STYLE") ?? "";
        var layers = LayerTree.Resolve(request.Catalog, "LAYER", parameters.Required("LAYER"))
            .Select(layer => new StyledLayer(layer, StyledLayer.StyleOf(layer, style, "STYLE"))).ToArray();
        var grid = grids.Find(parameters.Required("TILEMATRIXSET")) ?? throw ServiceException.Invalid("TILEMATRIXSET",
            parameters.Required("TILEMATRIXSET"), Ids(grids, " ou "), Ids(grids, " or "));
        var matrix = MatrixOf(grid, parameters.Required("TILEMATRIX"));
        return new(layers, grid, matrix, Index(parameters, "TILECOL", matrix.Columns),
            Index(parameters, "TILEROW", matrix.Rows), parameters.Integer(TilePath.Density, 1, TilePath.MostDense, 1));
    }

    public MapView View => new(Grid.Crs, Matrix.ExtentOf(Column, Row), Matrix.TileSize * Density, Matrix.TileSize * Density,
        MapScale.DefaultDpi * Density);

    /// <summary>Some clients send the grid's name before the scale's.</summary>
    private static TileMatrix MatrixOf(TileMatrixSet grid, string id)
    {
        var own = id.StartsWith(grid.Id + ":", StringComparison.OrdinalIgnoreCase) ? id[(grid.Id.Length + 1)..] : id;
        return grid.Find(own) ?? throw ServiceException.Invalid("TILEMATRIX", id,
            $"de {grid.Matrices[0].Id} à {grid.Matrices[^1].Id}", $"from {grid.Matrices[0].Id} to {grid.Matrices[^1].Id}");
    }

    /// <summary>07-057r7, table 24: TileOutOfRange.</summary>
    private static int Index(Parameters parameters, string name, int count)
    {
        var text = parameters.Required(name);
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < count
            ? index
            : throw new ServiceException("TileOutOfRange", name, new(
                $"{name} : « {ServiceException.Shortened(text)} » ne convient pas ; attendu : un entier de 0 à {count - 1}.",
                $"{name}: '{ServiceException.Shortened(text)}' is not valid; expected: an integer from 0 to {count - 1}."));
    }

    private static string Ids(TileMatrixSets grids, string or) => string.Join(or, grids.All.Select(grid => grid.Id));
}
