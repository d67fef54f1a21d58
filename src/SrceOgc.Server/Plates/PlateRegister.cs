using System.Text.Json;
using System.Text.Json.Serialization;
using SrceOgc.Features.Budgets;

namespace SrceOgc.Server.Plates;

/// <summary>A plate that was given out: of what, which bytes.</summary>
internal sealed record RegisteredPlate(
    string Sha256, DateTime Donnee, string Type, string Code, string Nom, string Modele, IReadOnlyList<string> Versions, int Octets);

/// <summary>
/// The plates that were given out, by the print of their bytes: who holds one can find of which versions it was made. Only those that
/// anybody may have are in it. One line of JSON each; beyond the limit the older half goes.
/// </summary>
internal sealed class PlateRegister(string dataFolder)
{
    public const string FileName = "registre-fiches.jsonl";

    private readonly Lock _turn = new();
    private readonly string _path = Path.Combine(dataFolder, FileName);
    private List<RegisteredPlate>? _plates;
    private HashSet<string>? _prints;

    /// <summary>The latest first.</summary>
    public IReadOnlyList<RegisteredPlate> Find(string? sha256, string? type, string? code)
    {
        lock (_turn)
            return [.. Enumerable.Reverse(Known()).Where(plate => (sha256 is null || plate.Sha256 == sha256)
                && (type is null || plate.Type == type) && (code is null || plate.Code == code))];
    }

    /// <summary>Once for the same bytes.</summary>
    public void Add(RegisteredPlate plate)
    {
        lock (_turn)
        {
            var known = Known();
            if (!_prints!.Add(plate.Sha256))
                return;
            known.Add(plate);
            if (known.Count <= RequestLimits.RegisteredPlates)
            {
                File.AppendAllText(_path, Line(plate));
                return;
            }

            known.RemoveRange(0, known.Count / 2);
            _prints = [.. known.Select(each => each.Sha256)];
            var next = _path + ".nouveau";
            File.WriteAllText(next, string.Concat(known.Select(Line)));
            File.Move(next, _path, overwrite: true);
        }
    }

    private static string Line(RegisteredPlate plate) => JsonSerializer.Serialize(plate, PlateRegisterJson.Default.RegisteredPlate) + "\n";

    /// <summary>A line that was cut short by a stop is passed over.</summary>
    private List<RegisteredPlate> Known()
    {
        if (_plates is not null)
            return _plates;
        var plates = new List<RegisteredPlate>();
        foreach (var line in File.Exists(_path) ? File.ReadLines(_path) : [])
            if (Parse(line) is { } plate)
                plates.Add(plate);
        _prints = [.. plates.Select(plate => plate.Sha256)];
        return _plates = plates;
    }

    private static RegisteredPlate? Parse(string line)
    {
        try
        {
            var read = JsonSerializer.Deserialize(line, PlateRegisterJson.Default.RegisteredPlate);
            return read is { Sha256: not null, Versions: not null } ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(RegisteredPlate))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class PlateRegisterJson : JsonSerializerContext;
