namespace SrceOgc.Features.Expressions.Cql;

/// <summary>CQL2's temporal operators under their FES 2.0 names.</summary>
internal static class CqlTemporal
{
    public static string? Name(string upper) => upper switch
    {
        "T_AFTER" => "After",
        "T_BEFORE" => "Before",
        "T_DURING" => "During",
        "T_EQUALS" => "TEquals",
        "T_INTERSECTS" => "AnyInteracts",
        "T_STARTS" => "Begins",
        "T_STARTEDBY" => "BegunBy",
        "T_FINISHES" => "Ends",
        "T_FINISHEDBY" => "EndedBy",
        "T_MEETS" => "Meets",
        "T_METBY" => "MetBy",
        "T_CONTAINS" => "TContains",
        "T_OVERLAPS" => "TOverlaps",
        "T_OVERLAPPEDBY" => "OverlappedBy",
        _ => null,
    };
}
