using System.Security.Cryptography;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Territories;

/// <summary>
/// Perimeters that users sent, by an address nobody can guess, kept for a month below <c>perimetres/</c> of the data folder: a file each,
/// WKB in Lambert-93 or the
/// zone's own system after a line with its number and the name. Those used up go when another comes.
/// </summary>
internal sealed class PerimeterStore(string dataFolder, TimeProvider clock)
{
    private const int IdBytes = 16;

    public static readonly TimeSpan Kept = TimeSpan.FromDays(RequestLimits.PerimeterDays);

    private readonly string _folder = Path.Combine(dataFolder, "perimetres");
    private readonly Lock _lock = new();

    public string DataFolder => dataFolder;

    /// <summary>The new perimeter's code.</summary>
    /// <exception cref="ServiceException">507: no more room.</exception>
    public string Keep(string name, Geometry geometry, Crs system)
    {
        var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        lock (_lock)
        {
            Directory.CreateDirectory(_folder);
            foreach (var old in new DirectoryInfo(_folder).EnumerateFiles().Where(file => clock.UtcNow() - file.LastWriteTimeUtc > Kept)
                .ToArray())
                old.Delete();
            var files = new DirectoryInfo(_folder).GetFiles();
            if (files.Length >= RequestLimits.Perimeters || files.Sum(file => file.Length) > RequestLimits.AllPerimeterBytes)
                throw new ServiceException("InsufficientStorage", null, new(
                    "Trop de périmètres sont gardés en ce moment ; recommencez plus tard.",
                        "Too many perimeters are kept at the moment; try again later."), 507);
            using var writer = new BinaryWriter(new FileStream(Path.Combine(_folder, code), FileMode.CreateNew, FileAccess.Write));
            writer.Write(system.Srid);
            writer.Write(name);
            writer.Write(new WKBWriter(ByteOrder.LittleEndian).Write(geometry));
        }

        return code;
    }

    /// <exception cref="ServiceException">404: there is none, or not any more.</exception>
    public TerritoryGround Require(string code)
    {
        var path = Path.Combine(_folder, code);
        if (code.Length != 2 * IdBytes || !code.All(char.IsAsciiHexDigitLower) || !File.Exists(path)
            || clock.UtcNow() - File.GetLastWriteTimeUtc(path) > Kept)
            throw new ServiceException("NotFound", "code", new(
                $"Ce périmètre n'existe pas, ou n'est plus gardé ({RequestLimits.PerimeterDays} jours) ; envoyez-le de nouveau à "
                    + $"/api/v1/perimetres.",
                $"There is no such perimeter, or it is kept no more ({RequestLimits.PerimeterDays} days); send it again to "
                    + $"/api/v1/perimetres."), 404);
        using var reader = new BinaryReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
        var system = CrsRegistry.Standard.Find(reader.ReadInt32()) ?? CrsRegistry.Standard.Lambert93;
        var name = reader.ReadString();
        var wkb = reader.ReadBytes((int)(reader.BaseStream.Length - reader.BaseStream.Position));
        return new(BuiltInTerritories.Perimeter, code, name, new WKBReader().Read(wkb), system, null);
    }
}
