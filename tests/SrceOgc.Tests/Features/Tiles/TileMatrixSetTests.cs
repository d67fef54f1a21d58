using SrceOgc.Features.Geometries;
using SrceOgc.Features.Tiles;

namespace SrceOgc.Tests.Features.Tiles;

public sealed class TileMatrixSetTests
{
    /// <summary>17-083r4, annex D, and what the Géoplateforme's own addresses say of its Lambert-93 grid.</summary>
    [Theory]
    [InlineData("WebMercatorQuad", "0", 559082264.0287178, -20037508.3427892, 20037508.3427892, 1, 1)]
    [InlineData("WebMercatorQuad", "18", 2132.7295838497840572, -20037508.3427892, 20037508.3427892, 262144, 262144)]
    [InlineData("EuropeanETRS89_LAEAQuad", "0", 62779017.857142866, 2000000, 5500000, 1, 1)]
    [InlineData("EuropeanETRS89_LAEAQuad", "15", 1915.8635820661, 2000000, 5500000, 32768, 32768)]
    [InlineData("WorldCRS84Quad", "0", 279541132.0143589, -180, 90, 2, 1)]
    [InlineData("LAMB93_10cm", "19", 1428.5714285714, 0, 12000000, 524288, 524288)]
    public void Scales_are_those_of_the_register(string id, string scale, double denominator, double left, double top, int columns,
        int rows)
    {
        var grid = TileMatrixSets.BuiltIn.Single(grid => grid.Id == id);
        var matrix = grid.Find(scale)!;
        Assert.Equal(denominator, grid.ScaleOf(matrix), denominator * 1e-9);
        Assert.Equal((left, top, columns, rows), (matrix.Left, matrix.Top, matrix.Columns, matrix.Rows));
    }

    [Fact]
    public void A_tile_lies_where_other_servers_have_it()
    {
        var paris = TileMatrixSets.BuiltIn.Single(grid => grid.Id == "LAMB93_10cm").Find("19")!.ExtentOf(6424, 50233);
        Assert.Equal(657817.6, paris.MinX, 1e-6);
        Assert.Equal(6856038.4, paris.MinY, 1e-6);
        Assert.Equal(102.4, paris.Width, 1e-6);
    }

    [Fact]
    public void Neighbours_share_their_edges_to_the_last_bit()
    {
        foreach (var matrix in TileMatrixSets.BuiltIn.SelectMany(grid => grid.Matrices))
            foreach (var (column, row) in new[] { (0, 0), (matrix.Columns / 3, matrix.Rows / 3), (matrix.Columns - 2, matrix.Rows - 2) })
            {
                if (column < 0 || row < 0 || column + 1 >= matrix.Columns || row + 1 >= matrix.Rows)
                    continue;
                var tile = matrix.ExtentOf(column, row);
                Assert.Equal(tile.MaxX, matrix.ExtentOf(column + 1, row).MinX);
                Assert.Equal(tile.MinY, matrix.ExtentOf(column, row + 1).MaxY);
            }
    }

    [Fact]
    public void A_file_adds_a_grid_and_may_take_the_place_of_one()
    {
        var folder = Directory.CreateTempSubdirectory("srceogc-grids-").FullName;
        File.WriteAllText(Path.Combine(folder, "reunion.json"), Reunion("Reunion", "EPSG/0/2975"));
        File.WriteAllText(Path.Combine(folder, "europe.json"), Reunion("EuropeanETRS89_LAEAQuad", "EPSG/0/3035"));
        var grids = TileMatrixSets.Read(folder);
        Directory.Delete(folder, recursive: true);
        Assert.Equal(TileMatrixSets.BuiltIn.Count + 1, grids.All.Count);
        Assert.Equal(new Envelope(1000, 1_999_744, 1256, 2_000_000), grids.Find("Reunion")!.Find("a")!.ExtentOf(0, 0));
        // A system that is northing first has its corner so, too.
        Assert.Equal(new Envelope(2_000_000, 744, 2_000_256, 1000), grids.Find("EuropeanETRS89_LAEAQuad")!.Find("a")!.ExtentOf(0, 0));
    }

    [Theory]
    [InlineData("{", "")]
    [InlineData("\"cellSize\":1", "\"cellSize\":0")]
    [InlineData("\"cellSize\":1", "\"cellSize\":1e999")]
    [InlineData("\"tileHeight\":256", "\"tileHeight\":512")]
    [InlineData("[1000,2000000]", "[1000]")]
    [InlineData("EPSG/0/2975", "EPSG/0/1")]
    [InlineData("\"matrixWidth\":4", "\"matrixWidth\":-4")]
    [InlineData("\"matrixWidth\":4", "\"cornerOfOrigin\":\"bottomLeft\",\"matrixWidth\":4")]
    [InlineData("\"id\":\"Reunion\"", "\"id\":\"../etc\"")]
    [InlineData("\"pointOfOrigin\"", "\"origin\"")]
    public void A_wrong_file_is_refused_by_name(string right, string wrong)
    {
        var folder = Directory.CreateTempSubdirectory("srceogc-grids-").FullName;
        var text = Reunion("Reunion", "EPSG/0/2975");
        Assert.Contains(right, text);
        File.WriteAllText(Path.Combine(folder, "reunion.json"), text.Replace(right, wrong));
        var fault = Assert.Throws<InvalidDataException>(() => TileMatrixSets.Read(folder));
        Directory.Delete(folder, recursive: true);
        Assert.Contains("reunion.json", fault.Message);
    }

    private static string Reunion(string id, string crs) => "{\"id\":\"" + id + "\",\"crs\":\"http://www.opengis.net/def/crs/" + crs
        + "\",\"tileMatrices\":[{\"id\":\"a\",\"scaleDenominator\":3571.4,\"cellSize\":1,\"pointOfOrigin\":[1000,2000000],"
        + "\"tileWidth\":256,\"tileHeight\":256,\"matrixWidth\":4,\"matrixHeight\":4}]}";
}
