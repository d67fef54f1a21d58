using System.Text;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.StyleFormats.Libraries;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Tests.Rendering.Styles;

namespace SrceOgc.Tests.Rendering.StyleFormats.Libraries;

public sealed class StyleLibraryTests
{
    private const string Qml =
        """<qgis><renderer-v2 type="singleSymbol"><symbols><symbol name="0" type="fill" alpha="1"><layer class="SimpleFill" """
        + """enabled="1"/></symbol></symbols></renderer-v2></qgis>""";
    private const string Sld =
        """<StyledLayerDescriptor><NamedLayer><UserStyle><FeatureTypeStyle><Rule><LineSymbolizer/></Rule></FeatureTypeStyle></UserStyle>"""
        + """</NamedLayer></StyledLayerDescriptor>""";
    private const string Index =
        """{ "styles": [ { "match": ["*corridor*"], "geometry": "polygon", "style": "corridors.sld", "title": "Corridors" } ] }""";
    private static readonly FeatureType Type = StubFeature.TypeOf(GeometryFamily.Polygon, "nom");

    private static StyleLibrary Library(params (string Name, string Content)[] files) =>
        new(files.Select(file => KeyValuePair.Create(file.Name, Encoding.UTF8.GetBytes(file.Content))));

    private static GeoPackageStyle Row(string name, bool isDefault, string updated, string? qml = Qml, string? sld = null) =>
        new("cer_corridor_s", name, "", isDefault, qml, sld, updated);

    [Fact]
    public void The_order_is_layer_file_then_dataset_then_kind_and_all_are_offered()
    {
        var library = Library(("index.json", Index), ("corridors.sld", Sld), ("cer_corridor_s.qml", Qml), ("cer_corridor_s.nuit.sld", Sld),
            ("cer_corridor_s_autre.qml", Qml));
        var styles = library.StylesOf("cer_corridor_s", "Corridors", Type, [Row("Hachuré", true, "2024")], new StyleLosses());
        Assert.Equal(["default", "nuit", "Hachure", "corridors"], styles.Select(style => style.Name));
        Assert.Equal([StyleOrigin.LayerFile, StyleOrigin.LayerFile, StyleOrigin.Dataset, StyleOrigin.KindFile],
            styles.Select(style => style.Origin));
        Assert.Equal("Hachuré", styles[2].Style.Title);
    }

    [Fact]
    public void Rows_come_default_first_then_latest()
    {
        var rows = new[] { Row("a", false, "2022"), Row("b", false, "2024"), Row("c", true, "2020"), Row("b", false, "2023") };
        var styles = Library().StylesOf("cer_corridor_s", "", Type, rows, new StyleLosses());
        Assert.Equal(["c", "b", "b-2", "a"], styles.Select(style => style.Name));
    }

    [Fact]
    public void Without_anything_the_style_is_generic()
    {
        var style = Assert.Single(Library(("index.json", Index), ("corridors.sld", Sld))
            .StylesOf("autre", "", Type, [], new StyleLosses()));
        Assert.Equal(StyleOrigin.Generic, style.Origin);
        Assert.NotEmpty(style.Style.Passes);
    }

    [Fact]
    public void Kinds_ask_for_their_geometry_family()
    {
        var library = Library(("index.json", Index), ("corridors.sld", Sld));
        Assert.Equal(StyleOrigin.KindFile, library.StylesOf("x", "Les Corridors", Type, [], new StyleLosses())[0].Origin);
        Assert.Equal(StyleOrigin.Generic,
            library.StylesOf("x", "Les Corridors", Type with { Family = GeometryFamily.Line }, [], new StyleLosses())[0].Origin);
    }

    [Fact]
    public void An_unreadable_document_is_set_aside_and_the_next_one_serves()
    {
        var aside = new StyleLosses();
        var styles = Library(("cer_corridor_s.qml", "<qgis>"))
            .StylesOf("cer_corridor_s", "", Type, [Row("a", true, "", "<pas du xml", Sld), Row("b", false, "", "", "")], aside);
        var style = Assert.Single(styles);
        Assert.Equal((StyleOrigin.Dataset, "a"), (style.Origin, style.Name));
        Assert.IsType<LineSymbolizer>(style.Style.Passes[0].Rules[0].Symbolizers[0]);
        Assert.Equal(2, aside.All.Count);
    }

    [Fact]
    public void Documents_are_given_back_as_written()
    {
        var style = Assert.Single(Library().StylesOf("cer_corridor_s", "", Type, [Row("a", true, "", Qml, Sld)], new StyleLosses()));
        Assert.Equal((Qml, Sld), (style.Qml, style.Sld));
        Assert.IsType<PolygonSymbolizer>(style.Style.Passes[0].Rules[0].Symbolizers[0]);
    }

    [Fact]
    public void Every_shipped_style_reads_without_loss_on_any_layer_of_its_kind()
    {
        var files = RepositoryFiles.Read("ogc/styles");
        var index = StyleIndex.Read(files["index.json"]);
        Assert.NotEmpty(index.Styles);
        foreach (var entry in index.Styles)
        {
            var family = Enum.Parse<GeometryFamily>(entry.Geometry!, true);
            foreach (var field in index.Fields!.Values.SelectMany(fields => fields).Append("rien"))
            {
                var aside = new StyleLosses();
                var name = entry.Match[0].Replace("*", "_x_", StringComparison.Ordinal);
                var styles = new StyleLibrary(files).StylesOf(name, "", StubFeature.TypeOf(family, field), [], aside);
                Assert.Empty(aside.All);
                Assert.Empty(styles[0].Losses);
                Assert.Equal(StyleOrigin.KindFile, styles[0].Origin);
                Assert.NotEmpty(styles[0].Style.Legend);
            }
        }

        var named = index.Styles.Select(entry => entry.Style).ToHashSet();
        Assert.Equal(named.Order(), files.Keys.Where(file => file.EndsWith(".sld", StringComparison.Ordinal)).Order());
    }

    [Theory]
    [InlineData("cer_reservoir_s_fr32", "Polygon", "reservoirs.sld")]
    [InlineData("N_SRCE_RESERVOIR_L_R32", "Line", "reservoirs_lineaires.sld")]
    [InlineData("cer_corridor_s_fr32", "Polygon", "corridors.sld")]
    [InlineData("cer_obstacle_cor_l_fr32", "Line", "obstacles_lignes.sld")]
    [InlineData("cer_obstacle_p_fr32", "Point", "obstacles_points.sld")]
    [InlineData("obstacles (ROE)", "Point", "obstacles_points.sld")]
    [InlineData("Cours d'eau L", "Line", "cours_eau.sld")]
    [InlineData("zones_humides", "Polygon", "zones_humides.sld")]
    [InlineData("trame_noire", "Polygon", "trame_noire.sld")]
    [InlineData("ZNIEFF de type 2", "Polygon", "znieff2.sld")]
    [InlineData("epci", "Polygon", "epci.sld")]
    [InlineData("Communes 2024", "Polygon", "communes.sld")]
    [InlineData("Entités écopaysagères", "Polygon", "entites_ecopaysageres.sld")]
    [InlineData("Grandes unités paysagères", "Polygon", "grandes_unites_paysageres.sld")]
    [InlineData("Plans d'eau", "Polygon", "cours_eau_surfaces.sld")]
    [InlineData("Hydrographie", "Line", "cours_eau.sld")]
    [InlineData("ZoneHumide2024", "Polygon", "zones_humides.sld")]
    [InlineData("carte_zh", "Polygon", "zones_humides.sld")]
    [InlineData("N2000_SIC", "Polygon", "natura2000_zsc.sld")]
    public void Layers_find_the_style_of_their_kind(string layer, string family, string style) =>
        Assert.Equal(style, StyleIndex.Read(RepositoryFiles.Read("ogc/styles")["index.json"])
            .Find(layer, "", Enum.Parse<GeometryFamily>(family))?.Style);

    [Theory]
    [InlineData("BasicPolygons", "Polygon")]
    [InlineData("musiciens", "Polygon")]
    [InlineData("Heroes", "Point")]
    [InlineData("steeples", "Polygon")]
    [InlineData("Scotland", "Polygon")]
    [InlineData("wazsczone", "Polygon")]
    [InlineData("hydroponie", "Polygon")]
    public void A_piece_of_a_name_chooses_no_style(string layer, string family) =>
        Assert.Null(StyleIndex.Read(RepositoryFiles.Read("ogc/styles")["index.json"]).Find(layer, "", Enum.Parse<GeometryFamily>(family)));

    [Theory]
    [InlineData("*a*", "x_a_y", true)]
    [InlineData("*a*", "xay", false)]
    [InlineData("a*", "xa", false)]
    [InlineData("*a", "x_a", true)]
    [InlineData("*a", "xa", false)]
    [InlineData("a*a", "a", false)]
    [InlineData("a*b*c", "a_xx_b_c", true)]
    [InlineData("abc", "abcd", false)]
    [InlineData("*haie*", "les_haies", true)]
    [InlineData("*reservoir*", "reservoirisation", true)]
    public void Stars_stand_for_whole_words(string pattern, string text, bool expected) =>
        Assert.Equal(expected, Pattern.Matches(pattern, text));

    [Fact]
    public void A_broken_index_is_refused_clearly() =>
        Assert.Contains("JSON", Assert.Throws<StyleException>(() => Library(("index.json", "{ styles"))).Message, StringComparison.Ordinal);
}
