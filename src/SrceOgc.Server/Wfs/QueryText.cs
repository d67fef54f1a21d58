namespace SrceOgc.Server.Wfs;

/// <summary>One query as a client wrote it, in the address or in XML; nothing is looked up yet.</summary>
internal sealed record QueryText
{
    public IReadOnlyList<string> TypeNames { get; init; } = [];

    /// <summary>XML, its root the Filter element.</summary>
    public string? Filter { get; init; }

    public string? Cql { get; init; }

    public string? Box { get; init; }

    public IReadOnlyList<string> ResourceIds { get; init; } = [];

    public string? SrsName { get; init; }

    public IReadOnlyList<string> Properties { get; init; } = [];

    public string? SortBy { get; init; }

    /// <summary>The identifier of a stored query; its arguments by name, in capitals.</summary>
    public string? StoredQuery { get; init; }

    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();
}
