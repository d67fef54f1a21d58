using System.Xml.Linq;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Wfs;

/// <summary>One query as a client wrote it, in the address or in XML; nothing is looked up yet.</summary>
internal sealed record QueryText
{
    public IReadOnlyList<string> TypeNames { get; init; } = [];

    /// <summary>XML, its root the Filter element.</summary>
    public string? Filter { get; init; }

    /// <summary>The Filter element of a posted request; read where the layer is known, never turned into text for that.</summary>
    public XElement? PostedFilter { get; init; }

    public string? Cql { get; init; }

    public string? Box { get; init; }

    public IReadOnlyList<string> ResourceIds { get; init; } = [];

    public string? SrsName { get; init; }

    public IReadOnlyList<string> Properties { get; init; } = [];

    public string? SortBy { get; init; }

    /// <summary>The identifier of a stored query; its arguments by name, in capitals.</summary>
    public string? StoredQuery { get; init; }

    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    /// <exception cref="ServiceException">There are more queries than a request may hold.</exception>
    public static void RequireCount(int queries)
    {
        if (queries > RequestLimits.Queries)
            throw new ServiceException("OperationProcessingFailed", null, new(
                $"Trop de requêtes à la fois : au plus {RequestLimits.Queries} (wfs:Query, wfs:StoredQuery ou listes entre parenthèses).",
                $"Too many queries at once: at most {RequestLimits.Queries} (wfs:Query, wfs:StoredQuery or lists in parentheses)."),
                    StatusCodes.Status400BadRequest);
    }
}
