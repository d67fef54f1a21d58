using System.Text.Json;
using System.Text.RegularExpressions;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Features.Tiles;

/// <summary>A grid as the OGC writes it in JSON (17-083r4, clause 7): the same file as other servers and clients read.</summary>
internal static partial class TileMatrixSetFile
{
    private const int LeastPixels = 64, MostPixels = 1024, MostMatrices = 40;

    private const string Named = "id", MatricesKey = "tileMatrices";

    /// <exception cref="InvalidDataException">The file is wrong; the message is French.</exception>
    public static TileMatrixSet Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException or InvalidOperationException or KeyNotFoundException
            or FormatException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"« {path} » n'est pas une grille de tuiles (OGC 17-083r4) : {fault.Message}", fault);
        }
    }

    private static TileMatrixSet Read(JsonElement root)
    {
        var id = root.GetProperty(Named).GetString()!;
        if (!Plain().IsMatch(id))
            throw new InvalidDataException($"« {id} » n'est pas un identifiant : lettres, chiffres, tiret bas, tiret.");
        var crs = SystemOf(root.GetProperty("crs"));
        var matrices = root.GetProperty(MatricesKey).EnumerateArray().Select(matrix => Matrix(matrix, crs))
            .OrderByDescending(matrix => matrix.CellSize).ToArray();
        if (matrices.Length is 0 or > MostMatrices || matrices.DistinctBy(matrix => matrix.Id).Count() < matrices.Length)
            throw new InvalidDataException($"« {MatricesKey} » attend de 1 à {MostMatrices} échelles, chacune de son identifiant.");
        return new(id, root.TryGetProperty("title", out var title) ? title.GetString()! : id, crs, matrices);
    }

    /// <summary>A name, or an object that holds one (17-083r4, 7.1).</summary>
    private static Crs SystemOf(JsonElement crs)
    {
        var text = crs.ValueKind == JsonValueKind.Object ? crs.GetProperty("uri").GetString() : crs.GetString();
        return CrsName.TryParse(text, CrsRegistry.Standard, out var name)
            ? name.Crs : throw new InvalidDataException($"le système « {text} » n'est pas connu.");
    }

    private static TileMatrix Matrix(JsonElement matrix, Crs crs)
    {
        var corner = matrix.GetProperty("pointOfOrigin").EnumerateArray().Select(number => number.GetDouble()).ToArray();
        var (x, y) = crs.NorthingFirst ? (corner[1], corner[0]) : (corner[0], corner[1]);
        var pixels = matrix.GetProperty("tileWidth").GetInt32();
        var cell = matrix.GetProperty("cellSize").GetDouble();
        var read = new TileMatrix(matrix.GetProperty(Named).GetString()!, cell, x, y, pixels,
            matrix.GetProperty("matrixWidth").GetInt32(), matrix.GetProperty("matrixHeight").GetInt32());
        if (!Plain().IsMatch(read.Id) || !(cell > 0) || !double.IsFinite(cell + x + y) || read.Columns <= 0 || read.Rows <= 0)
            throw new InvalidDataException($"l'échelle « {read.Id} » a un nombre faux.");
        if (pixels is < LeastPixels or > MostPixels || matrix.GetProperty("tileHeight").GetInt32() != pixels)
            throw new InvalidDataException($"l'échelle « {read.Id} » attend des tuiles carrées de {LeastPixels} à {MostPixels} pixels.");
        if (matrix.TryGetProperty("cornerOfOrigin", out var origin) && origin.GetString() != "topLeft")
            throw new InvalidDataException($"l'échelle « {read.Id} » compte ses lignes depuis le bas, ce qui n'est pas servi.");
        if (matrix.TryGetProperty("variableMatrixWidths", out _))
            throw new InvalidDataException($"l'échelle « {read.Id} » a des lignes de largeur variable, ce qui n'est pas servi.");
        return read;
    }

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,64}$")]
    private static partial Regex Plain();
}
