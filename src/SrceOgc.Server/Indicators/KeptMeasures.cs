using SrceOgc.Features.Indicators;

namespace SrceOgc.Server.Indicators;

/// <summary>What was measured of one territory; <paramref name="Ground"/> is a hash of its geometry.</summary>
internal sealed record MeasuredRow(string Type, string Code, ulong Ground, double Area, double[] Values);

/// <summary>
/// Measures on the disk, beside the layers made of them: what was measured by which rule, and hashes of the layers it was measured on, so
/// that after an update only
/// territories that it touches are measured again.
/// </summary>
/// <param name="Rule">Changes with definitions, layers' names and measures; other rules have nothing in common.</param>
/// <param name="Hashes">By name of layer.</param>
/// <param name="Rows">By type and code.</param>
internal sealed record KeptMeasures(string Rule, IReadOnlyDictionary<string, FeatureHashes> Hashes,
    IReadOnlyDictionary<(string Type, string Code), MeasuredRow> Rows)
{
    private const string FileName = "mesures.bin";

    private const int Format = 1;

    public void Write(string folder)
    {
        using var writer = new BinaryWriter(
            new FileStream(Path.Combine(folder, FileName), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 17));
        writer.Write(Format);
        writer.Write(Rule);
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
    public static KeptMeasures? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return null;
        try
        {
            using var reader = new BinaryReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17));
            return reader.ReadInt32() == Format ? Read(reader) : null;
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or OverflowException or FormatException)
        {
            return null;
        }
    }

    private static KeptMeasures Read(BinaryReader reader)
    {
        var rule = reader.ReadString();
        var hashes = new Dictionary<string, FeatureHashes>();
        for (var n = reader.ReadInt32(); n > 0; n--)
            hashes.Add(reader.ReadString(), FeatureHashes.Read(reader));
        var rows = new Dictionary<(string, string), MeasuredRow>();
        for (var n = reader.ReadInt32(); n > 0; n--)
        {
            var row = ReadRow(reader);
            rows.Add((row.Type, row.Code), row);
        }

        return new(rule, hashes, rows);
    }

    private static void Write(BinaryWriter writer, MeasuredRow row)
    {
        writer.Write(row.Type);
        writer.Write(row.Code);
        writer.Write(row.Ground);
        writer.Write(row.Area);
        writer.Write(row.Values.Length);
        foreach (var value in row.Values)
            writer.Write(value);
    }

    private static MeasuredRow ReadRow(BinaryReader reader)
    {
        var (type, code, ground, area) = (reader.ReadString(), reader.ReadString(), reader.ReadUInt64(), reader.ReadDouble());
        var values = new double[reader.ReadInt32()];
        for (var i = 0; i < values.Length; i++)
            values[i] = reader.ReadDouble();
        return new(type, code, ground, area, values);
    }
}
