using SrceOgc.Tests.Server.Publishing;

namespace SrceOgc.Tests.Server.Wms;

/// <summary>A style that looks otherwise at each request: its map is never kept, here or on the way.</summary>
public sealed class VolatileStyleTests
{
    private const string Map = "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=seuils_ROE&STYLES=&CRS=EPSG:2154"
        + "&BBOX=600000,6800000,630000,6830000&WIDTH=200&HEIGHT=200&FORMAT=image/png";

    private static string Style(string angle) => $"""
        <qgis version="3.40"><renderer-v2 type="singleSymbol"><symbols><symbol type="marker" name="0" alpha="1">
        <layer class="SimpleMarker" enabled="1"><Option type="Map"><Option name="name" value="triangle"/><Option name="size" value="4"/>
        <Option name="color" value="200,0,0,255"/></Option><data_defined_properties><Option type="Map"><Option name="properties" type="Map">
        <Option name="angle" type="Map"><Option name="active" value="true"/><Option name="expression" value="{angle}"/>
        <Option name="type" value="3"/></Option></Option></Option></data_defined_properties></layer></symbol></symbols></renderer-v2></qgis>
        """;

    [Theory]
    [InlineData("rand(0, 359)", false)]
    [InlineData("30", true)]
    public async Task A_map_of_chance_is_not_kept(string angle, bool isKept)
    {
        await using var steward = await Steward.Start();
        var path = Path.Combine(Path.GetTempPath(), $"srceogc-{Guid.NewGuid():N}.gpkg");
        TestGeoPackage.Write(path);
        using (var file = WritableSqlite.Open(path))
        {
            file.Execute("CREATE TABLE IF NOT EXISTS layer_styles (id INTEGER PRIMARY KEY, f_table_name TEXT, f_geometry_column TEXT, "
                + "styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT, ui TEXT, "
                + "update_time DATETIME)");
            file.Run("INSERT INTO layer_styles (f_table_name, f_geometry_column, styleName, styleQML, useAsDefault) "
                + "VALUES ('seuils (ROE)', 'geom', 'hasard', ?1, 1)", Style(angle));
        }

        await steward.Put("/api/v1/jeux/essai", await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        File.Delete(path);
        using var first = await steward.Server.Get(Map);
        using var second = await steward.Server.Get(Map);
        Assert.Equal((isKept, !isKept), (first.Headers.CacheControl!.Public, first.Headers.CacheControl.NoStore));
        Assert.Equal(isKept, first.Headers.ETag is not null);
        var (one, other) = (await Bytes(first), await Bytes(second));
        Assert.Equal(isKept, one.SequenceEqual(other));
    }

    private static Task<byte[]> Bytes(HttpResponseMessage answer) =>
        answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
}
