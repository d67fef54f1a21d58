using SrceOgc.Features.Budgets;

namespace SrceOgc.Server.Wfs;

/// <summary>The conformance that WFS 2.0.0 (table 13) and FES 2.0 (table 1) ask a server to declare; each is tested.</summary>
internal static class WfsConstraints
{
    public static IReadOnlyList<(string Name, bool IsTrue)> Conformance { get; } =
    [
        ("ImplementsBasicWFS", true),
        ("ImplementsTransactionalWFS", false),
        ("ImplementsLockingWFS", false),
        ("KVPEncoding", true),
        ("XMLEncoding", true),
        ("SOAPEncoding", false),
        ("ImplementsInheritance", false),
        ("ImplementsRemoteResolve", false),
        ("ImplementsResultPaging", true),
        ("ImplementsStandardJoins", false),
        ("ImplementsSpatialJoins", false),
        ("ImplementsTemporalJoins", false),
        ("ImplementsFeatureVersioning", false),
        ("ManageStoredQueries", false),
        ("PagingIsTransactionSafe", false),
    ];

    /// <summary>What a request may hold; names of our own, as the standard has none.</summary>
    public static IReadOnlyList<(string Name, int Most)> Limits { get; } =
    [
        ("MaximumQueries", RequestLimits.Queries),
        ("MaximumFilterOperators", RequestLimits.FilterNodes),
        ("MaximumFilterVertices", RequestLimits.FilterVertices),
        ("MaximumFilterIdentifiers", RequestLimits.FilterIdentifiers),
        ("MaximumFilterCharacters", RequestLimits.FilterCharacters),
        ("MaximumXmlDepth", RequestLimits.XmlDepth),
        ("MaximumSortKeys", RequestLimits.SortKeys),
    ];

    public static IReadOnlyList<(string Name, bool IsTrue)> Filter { get; } =
    [
        ("ImplementsQuery", true),
        ("ImplementsAdHocQuery", true),
        ("ImplementsFunctions", true),
        ("ImplementsResourceId", true),
        ("ImplementsMinStandardFilter", true),
        ("ImplementsStandardFilter", true),
        ("ImplementsMinSpatialFilter", true),
        ("ImplementsSpatialFilter", true),
        ("ImplementsMinTemporalFilter", true),
        ("ImplementsTemporalFilter", true),
        ("ImplementsVersionNav", false),
        ("ImplementsSorting", true),
        ("ImplementsExtendedOperators", false),
        ("ImplementsMinimumXPath", true),
        ("ImplementsSchemaElementFunc", false),
    ];
}
