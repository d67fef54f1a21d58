using System.Buffers.Binary;
using System.Text;
using NetTopologySuite.IO;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Texts;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>GeoPackages made to run code, to never end, or to spoil the documents of other layers: what is read of them is bounded and
/// clean.</summary>
public sealed class HostileFileTests
{
    private const string Lourd = "printf('%.*c', 100000000, 'x')";

    [Theory]
    [InlineData("gpkg_contents", "identifier", "table_name TEXT, data_type TEXT, description TEXT, srs_id INTEGER, identifier TEXT AS ("
        + Lourd + ")")]
    [InlineData("gpkg_contents", "description", "table_name TEXT, data_type TEXT, identifier TEXT, srs_id INTEGER, description TEXT AS ("
        + Lourd + ") STORED")]
    [InlineData("gpkg_geometry_columns", "column_name",
        "table_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER, column_name TEXT AS ('geom')")]
    [InlineData("gpkg_spatial_ref_sys", "definition",
        "srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT AS (" + Lourd
        + ")")]
    [InlineData("gpkg_data_columns", "title", "table_name TEXT, column_name TEXT, name TEXT, title TEXT AS (" + Lourd + ")")]
    [InlineData("layer_styles", "styleQML",
        "id INTEGER PRIMARY KEY, f_table_name TEXT, styleName TEXT, description TEXT, useAsDefault INTEGER, styleSLD TEXT, update_time "
        + "TEXT, styleQML TEXT AS (" + Lourd + ")")]
    public void A_computed_column_of_the_catalogue_is_refused_by_name(string table, string column, string columns)
    {
        var fault = Assert.Throws<GeoPackageException>(() => CheckedDelivery.Of(Squares, file =>
        {
            file.Execute($"DROP TABLE IF EXISTS {table}");
            file.Execute($"CREATE TABLE {table} ({columns})");
            file.Execute($"INSERT INTO {table} DEFAULT VALUES");
        }));
        Assert.Contains(column, fault.Message);
        Assert.Contains(table, fault.Message);
    }

    [Theory]
    [InlineData("CREATE VIEW gpkg_contents AS SELECT * FROM ancien")]
    [InlineData("CREATE VIRTUAL TABLE gpkg_contents USING rtree(id, a, b)")]
    public void A_catalogue_that_is_no_table_is_not_read(string instead)
    {
        var fault = Assert.Throws<GeoPackageException>(() => CheckedDelivery.Of(Squares, file =>
        {
            file.Execute("ALTER TABLE gpkg_contents RENAME TO ancien");
            file.Execute(instead);
        }));
        Assert.Contains("vue ou une table virtuelle", fault.Message);
    }

    [Theory]
    [InlineData("VIRTUAL")]
    [InlineData("STORED")]
    public void A_computed_geometry_is_not_read_and_the_others_are(string kind)
    {
        using var delivery = CheckedDelivery.Of(Squares, file =>
        {
            file.Execute($"CREATE TABLE calcul (fid INTEGER PRIMARY KEY, nom TEXT, geom BLOB AS (zeroblob(1000)) {kind})");
            file.Execute("INSERT INTO calcul (nom) VALUES ('a')");
            file.Execute("INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('calcul', 'features', 'calcul', "
                + "2154)");
            file.Execute("INSERT INTO gpkg_geometry_columns VALUES ('calcul', 'geom', 'POINT', 2154, 0, 0)");
        });
        Assert.Equal("calcul", delivery.Find("colonne calculée").Layer);
        Assert.Equal(["carres"], delivery.Build.Layers.Select(layer => layer.Name));
    }

    [Fact]
    public void A_foreign_key_of_a_computed_column_is_not_followed()
    {
        using var delivery = CheckedDelivery.Of(Squares, file =>
        {
            file.Execute("CREATE UNIQUE INDEX unique_nom ON carres (nom)");
            file.Execute("CREATE TABLE suite (fid INTEGER PRIMARY KEY, nom TEXT, nom2 TEXT AS (nom || 'x') REFERENCES carres (nom))");
            file.Execute("INSERT INTO suite (nom) VALUES ('a')");
            file.Execute("INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('suite', 'attributes', 'suite', "
                + "0)");
        });
        Assert.Contains(delivery.Build.Layers, layer => layer.Name == "suite");
        Assert.False(delivery.Says("exigence 7"));
    }

    /// <summary>Computed columns are read, within the bytes a file of this size may hold.</summary>
    [Fact]
    public void A_computed_column_that_swells_is_refused() =>
        Assert.Throws<GeoPackageException>(() => CheckedDelivery.Of(Squares, file =>
        {
            file.Execute($"CREATE TABLE suite (fid INTEGER PRIMARY KEY, nom TEXT, lourd TEXT AS ({Lourd}))");
            file.Execute("INSERT INTO suite (nom) VALUES ('a')");
            file.Execute("INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('suite', 'attributes', 'suite', "
                + "0)");
        }));

    /// <summary>Interior pages that name one and the same child each: two levels of 500 are a quarter of a million leaves.</summary>
    [Theory]
    [InlineData("carres")]
    [InlineData("gpkg_contents")]
    [InlineData("layer_styles")]
    public void A_tree_without_end_ends(string table)
    {
        var fault = Assert.Throws<GeoPackageException>(() => CheckedDelivery.Of(Endless(table)));
        Assert.Matches("plus de lignes|trop longue|abîmé", fault.Message);
    }

    [Fact]
    public void A_delivery_that_has_used_up_its_time_is_given_up()
    {
        var clock = new SteppedClock();
        using var budget = new RequestBudget(TimeSpan.FromSeconds(1), long.MaxValue, CancellationToken.None, clock);
        budget.Start();
        clock.Step(TimeSpan.FromSeconds(2));
        Assert.Throws<BudgetExceededException>(() => CheckedDelivery.Of(TestGeoPackage.Bytes(), budget));
    }

    [Fact]
    public void A_delivery_nobody_waits_for_is_given_up()
    {
        using var left = new CancellationTokenSource();
        using var budget = new RequestBudget(Timeout.InfiniteTimeSpan, long.MaxValue, left.Token);
        left.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => CheckedDelivery.Of(TestGeoPackage.Bytes(), budget));
    }

    [Fact]
    public void Time_grows_with_the_file()
    {
        Assert.Equal(TimeSpan.FromSeconds(60), DeliveryLimits.TimeFor(0));
        Assert.Equal(TimeSpan.FromSeconds(160), DeliveryLimits.TimeFor(100 << 20));
    }

    [Theory]
    [InlineData("gpkg_contents", DeliveryLimits.Tables, "INSERT INTO gpkg_contents (table_name, data_type) SELECT 't' || i, 'rien' FROM n")]
    [InlineData("gpkg_geometry_columns", DeliveryLimits.Tables,
        "INSERT INTO gpkg_geometry_columns SELECT 't' || i, 'g', 'POINT', 0, 0, 0 FROM n")]
    [InlineData("gpkg_spatial_ref_sys", DeliveryLimits.ReferenceSystems,
        "INSERT INTO gpkg_spatial_ref_sys SELECT 's', 100000 + i, 'o', i, 'd', '' FROM n")]
    [InlineData("gpkg_data_columns", DeliveryLimits.DescribedColumns,
        "INSERT INTO gpkg_data_columns SELECT 't' || i, 'c', 'n', 't', NULL, NULL, NULL FROM n")]
    public void A_catalogue_is_counted_before_it_is_read(string table, int most, string insert)
    {
        var numbers = $"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <= {most}) ";
        var fault = Assert.Throws<GeoPackageException>(() => CheckedDelivery.Of(Squares, file => file.Execute(numbers + insert)));
        Assert.Contains(table, fault.Message);
        Assert.Contains($"{most}", fault.Message);
    }

    [Fact]
    public void Styles_beyond_the_limit_and_too_long_are_left_out_and_said()
    {
        using var delivery = CheckedDelivery.Of(Squares, file =>
        {
            file.Execute(GeoPackageSchema.LayerStyles);
            for (var i = 0; i < DeliveryLimits.StylesOfLayer + 10; i++)
                file.Execute($"INSERT INTO layer_styles (f_table_name, styleName, styleQML, useAsDefault) VALUES ('carres', 's{i}', '"
                    + $"<qgis/>', {(i == DeliveryLimits.StylesOfLayer + 9 ? 1 : 0)})");
            file.Execute($"INSERT INTO layer_styles (f_table_name, styleName, styleQML) VALUES ('carres', 'long', printf('%.*c', "
                + $"{DeliveryLimits.StyleBytes + 1}, 'x'))");
        });
        var styles = Assert.Single(delivery.Build.Layers).Styles;
        Assert.Equal(DeliveryLimits.StylesOfLayer, styles.Count);
        Assert.Contains(styles, style => style.IsDefault);
        Assert.True(delivery.Says("11 style(s)"));
    }

    [Theory]
    [InlineData("UPDATE gpkg_contents SET identifier = 'x{0}y'")]
    [InlineData("UPDATE gpkg_contents SET description = 'x{0}y'")]
    [InlineData("INSERT INTO gpkg_data_columns (table_name, column_name, name, title) VALUES ('carres', 'nom', 'n', 'x{0}y')")]
    [InlineData("ALTER TABLE carres RENAME COLUMN nom TO \"x{0}y\"")]
    [InlineData("INSERT INTO layer_styles (f_table_name, styleName, description, styleQML) VALUES ('carres', 'x{0}y', 'x{0}y', '<qgis/>')")]
    [InlineData("UPDATE gpkg_spatial_ref_sys SET srs_name = 'x{0}y', definition = 'x{0}y' WHERE srs_id = 2154")]
    [InlineData("ALTER TABLE carres RENAME TO \"x{0}y\"; UPDATE gpkg_contents SET table_name = 'x{0}y'; UPDATE gpkg_geometry_columns SET "
        + "table_name = 'x{0}y'")]
    public void Characters_no_document_can_carry_are_cleaned_and_reported(string spoiling)
    {
        foreach (var bad in new[] { '\u0001', '\u000B', '\u001F', '\uFFFE', '\uFFFF' })
        {
            using var delivery = CheckedDelivery.Of(Squares, file =>
            {
                file.Execute(GeoPackageSchema.LayerStyles);
                foreach (var statement in spoiling.Split("; "))
                    file.Execute(statement.Replace("{0}", bad.ToString()));
            });
            Assert.True(delivery.Says("aucun document ne peut porter"), $"{spoiling} {(int)bad:X}");
            var layer = Assert.Single(delivery.Build.Layers);
            using var source = SrceOgc.Features.LayerFiles.Reading.PublishedLayer.Open(Path.Combine(delivery.Build.Folder, layer.File));
            string?[] texts = [layer.Table, layer.Title, layer.Description, layer.Srs!.Name, layer.Srs.Definition,
                .. layer.Styles.SelectMany(s => new[] { s.Name, s.Description }),
                .. source.Type.Fields.SelectMany(f => new[] { f.Column, f.Title })];
            Assert.All(texts, text => Assert.True(DocumentText.IsClean(text), $"{spoiling}: {text}"));
        }
    }

    [Fact]
    public void Tables_that_are_the_same_once_cleaned_stay_two()
    {
        using var delivery = CheckedDelivery.Of(
            writer =>
            {
                CheckedDelivery.Table(writer, "t\u0001", "POLYGON", ["nom"], [CheckedDelivery.Square(0, 0, 10), "a"]);
                CheckedDelivery.Table(writer, "t\u0002", "POLYGON", ["nom"], [CheckedDelivery.Square(0, 0, 10), "a"]);
            });
        Assert.Equal(2, delivery.Build.Layers.Select(layer => layer.Name).Distinct().Count());
        Assert.Equal(2, delivery.Build.Layers.Select(layer => layer.Table).Distinct().Count());
    }

    private static void Squares(GeoPackageWriter writer) =>
        CheckedDelivery.Table(writer, "carres", "POLYGON", ["nom"], [CheckedDelivery.Square(0, 0, 100), "a"],
            [CheckedDelivery.Square(200, 0, 100), "b"]);

    private static byte[] Endless(string table)
    {
        var path = Path.Combine(Path.GetTempPath(), $"srceogc-{Guid.NewGuid():N}.gpkg");
        using (var writer = new GeoPackageWriter(path, DateTime.UnixEpoch))
        {
            Squares(writer);
            writer.AddStyle(new("carres", "s", "", true, "<qgis/>", null, ""), "geom");
            writer.Finish();
        }

        int root;
        using (var file = WritableSqlite.Open(path))
        using (var rows = file.Query("SELECT rootpage FROM sqlite_master WHERE name = ?1", table))
            root = rows.Read() ? (int)rows.Integer(0) : 0;
        var content = File.ReadAllBytes(path);
        File.Delete(path);
        return Tied(content, root);
    }

    /// <summary>The root, a leaf, goes to a new page; two new pages and the root become interior (SQLite file format, 1.6), 500 cells with
    /// one child each.</summary>
    private static byte[] Tied(byte[] content, int root)
    {
        const int PageSize = 4096;
        Assert.Equal(13, content[(root - 1) * PageSize]);
        var pages = content.Length / PageSize;
        var tied = new byte[content.Length + 3 * PageSize];
        content.CopyTo(tied, 0);
        content.AsSpan((root - 1) * PageSize, PageSize).CopyTo(tied.AsSpan(content.Length));
        Interior(tied.AsSpan(content.Length + PageSize, PageSize), pages + 1);
        Interior(tied.AsSpan(content.Length + 2 * PageSize, PageSize), pages + 2);
        Interior(tied.AsSpan((root - 1) * PageSize, PageSize), pages + 3);
        BinaryPrimitives.WriteInt32BigEndian(tied.AsSpan(28), pages + 3);
        return tied;
    }

    private static void Interior(Span<byte> page, int child)
    {
        const int Cells = 500;
        page.Clear();
        page[0] = 5;
        BinaryPrimitives.WriteInt16BigEndian(page[3..], Cells);
        BinaryPrimitives.WriteInt32BigEndian(page[8..], child);
        var top = page.Length;
        for (var i = 0; i < Cells; i++)
        {
            top -= 5;
            BinaryPrimitives.WriteInt32BigEndian(page[top..], child);
            page[top + 4] = (byte)(i % 100 + 1);
            BinaryPrimitives.WriteInt16BigEndian(page[(12 + 2 * i)..], (short)top);
        }

        BinaryPrimitives.WriteInt16BigEndian(page[5..], (short)top);
    }

    private sealed class SteppedClock : TimeProvider
    {
        private readonly List<SteppedTimer> _timers = [];
        private TimeSpan _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now.Ticks;

        public void Step(TimeSpan by)
        {
            _now += by;
            foreach (var timer in _timers.ToArray())
                timer.Look(_now);
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new SteppedTimer(this, callback, state);
            timer.Change(dueTime, period);
            _timers.Add(timer);
            return timer;
        }

        private sealed class SteppedTimer(SteppedClock clock, TimerCallback callback, object? state) : ITimer
        {
            private TimeSpan? _due;

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                _due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime;
                return true;
            }

            public void Look(TimeSpan now)
            {
                if (_due is not { } due || due > now)
                    return;
                _due = null;
                callback(state);
            }

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
