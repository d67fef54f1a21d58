namespace SrceOgc.Features.GeoPackages;

/// <summary>Names as SQLite compares them: without case, which it knows of ASCII only.</summary>
internal sealed class SqliteNames : IEqualityComparer<string>
{
    public static readonly SqliteNames Comparer = new();

    public bool Equals(string? a, string? b)
    {
        if (a is null || b is null || a.Length != b.Length)
            return ReferenceEquals(a, b);
        for (var i = 0; i < a.Length; i++)
            if (Lower(a[i]) != Lower(b[i]))
                return false;
        return true;
    }

    public int GetHashCode(string name)
    {
        var hash = new HashCode();
        foreach (var c in name)
            hash.Add(Lower(c));
        return hash.ToHashCode();
    }

    private static char Lower(char c) => c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
}
