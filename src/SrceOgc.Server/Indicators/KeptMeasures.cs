using SrceOgc.Features.Indicators;

namespace SrceOgc.Server.Indicators;

/// <summary>What was measured of one territory.</summary>
/// <param name="Type">Of territory.</param>
/// <param name="Code">Which.</param>
/// <param name="Ground">A hash of its geometry.</param>
/// <param name="Area">Its own, in square metres.</param>
/// <param name="Values">By the plan's measures.</param>
/// <param name="Cells">The squares they are made of; empty where they were not read.</param>
internal sealed record MeasuredRow(
    string Type, string Code, ulong Ground, double Area, double[] Values, IReadOnlyList<CellFigures> Cells);

/// <summary>
/// Measures on the disk, beside the layers made of them: what was measured by which rule, and hashes of the layers it was measured on, so
/// that after an update only
/// territories that it touches are measured again.
/// </summary>
/// <param name="Rule">Changes with definitions, layers' names and measures; other rules have nothing in common.</param>
/// <param name="Side">Of the squares.</param>
/// <param name="Hashes">By name of layer.</param>
/// <param name="Rows">By type and code.</param>
internal sealed record KeptMeasures(string Rule, double Side, IReadOnlyDictionary<string, FeatureHashes> Hashes,
    IReadOnlyDictionary<(string Type, string Code), MeasuredRow> Rows)
{
    private const string FileName = "mesures.bin";

    private const int Format = 2;

    public void Write(string folder)
    {
        using var writer = new BinaryWriter(
            new FileStream(Path.Combine(folder, FileName), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 17));
        writer.Write(Format);
        writer.Write(Rule);
        writer.Write(Side);
        writer.Write(Hashes.Count);
        foreach (var (layer, hashes) in Hashes)
        {
            writer.Write(layer);
            hashes.Write(writer);
        }

        writer.Write(Rows.Count);
        foreach (var row in Rows.Values)
            Write(writer, row);
    }

    /// <summary>Null when there are none, or they cannot be read: then all is measured.</summary>
    public static KeptMeasures? Read(string folder, bool withCells)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return null;
        try
        {
            using var reader = new BinaryReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17));
            return reader.ReadInt32() == Format ? Read(reader, withCells) : null;
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or OverflowException or FormatException
            or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static KeptMeasures Read(BinaryReader reader, bool withCells)
    {
        var (rule, side) = (reader.ReadString(), reader.ReadDouble());
        var hashes = new Dictionary<string, FeatureHashes>();
        for (var n = reader.ReadInt32(); n > 0; n--)
            hashes.Add(reader.ReadString(), FeatureHashes.Read(reader));
        var rows = new Dictionary<(string, string), MeasuredRow>();
        for (var n = reader.ReadInt32(); n > 0; n--)
        {
            var row = ReadRow(reader, withCells);
            rows.Add((row.Type, row.Code), row);
        }

        return new(rule, side, hashes, rows);
    }

    private static void Write(BinaryWriter writer, MeasuredRow row)
    {
        writer.Write(row.Type);
        writer.Write(row.Code);
        writer.Write(row.Ground);
        writer.Write(row.Area);
        Write(writer, row.Values);
        writer.Write(row.Cells.Count);
        foreach (var cell in row.Cells)
        {
            writer.Write(cell.Column);
            writer.Write(cell.Row);
            Write(writer, cell.Values);
        }
    }

    /// <summary>Most are nothing: those that are not, with their places.</summary>
    private static void Write(BinaryWriter writer, double[] values)
    {
        writer.Write(values.Length);
        writer.Write(values.Count(static value => value != 0));
        for (var i = 0; i < values.Length; i++)
            if (values[i] != 0)
            {
                writer.Write(i);
                writer.Write(values[i]);
            }
    }

    private static double[] ReadValues(BinaryReader reader)
    {
        var values = new double[reader.ReadInt32()];
        for (var n = reader.ReadInt32(); n > 0; n--)
        {
            var place = reader.ReadInt32();
            values[place] = reader.ReadDouble();
        }

        return values;
    }

    private static MeasuredRow ReadRow(BinaryReader reader, bool withCells)
    {
        var (type, code, ground, area) = (reader.ReadString(), reader.ReadString(), reader.ReadUInt64(), reader.ReadDouble());
        var values = ReadValues(reader);
        var cells = new List<CellFigures>();
        for (var n = reader.ReadInt32(); n > 0; n--)
        {
            CellFigures cell = new(reader.ReadInt32(), reader.ReadInt32(), ReadValues(reader));
            if (withCells)
                cells.Add(cell);
        }

        return new(type, code, ground, area, values, cells);
    }
}
