using System.Collections.Frozen;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>The functions over objects, by name and by the other names QGIS gives them.</summary>
internal static class ObjectCatalog
{
    private static readonly (string Alias, string Name)[] Aliases =
    [
        ("xmin", "x_min"), ("xmax", "x_max"), ("ymin", "y_min"), ("ymax", "y_max"), ("bbox", "intersects_bbox"),
            ("geomfromwkt", "geom_from_wkt"),
        ("geomtowkt", "geom_to_wkt"), ("convexhull", "convex_hull"), ("symdifference", "sym_difference"), ("json_to_map", "from_json"),
            ("map_to_json", "to_json"),
        ("todecimal", "to_decimal"), ("todm", "to_dm"), ("todms", "to_dms"), ("tointerval", "to_interval"), ("totime", "to_time"),
            ("xat", "x_at"), ("yat", "y_at"),
    ];

    private static readonly FrozenDictionary<string, ObjectFunction> ByName = Named();

    public static bool Knows(string name) => ByName.ContainsKey(name);

    public static IEnumerable<string> Names => ByName.Keys;

    public static StyleExpression? TryCall(string name, IReadOnlyList<NamedArgument> arguments) =>
        ByName.TryGetValue(name, out var function) ? new ObjectCall(function, function.Arrange(arguments)) : null;

    private static FrozenDictionary<string, ObjectFunction> Named()
    {
        ObjectFunction[] all =
        [
            .. ArrayFunctions.All, .. MapFunctions.All, .. TimeFunctions.All, .. WordFunctions.All, .. ShadeFunctions.All,
                .. ConversionFunctions.All,
            .. RecordFunctions.All, .. ShapeFunctions.All, .. ShapeMakers.All, .. ShapeRelations.All, .. ShapeChanges.All,
                .. LineFunctions.All,
            .. AggregateFunctions.All, .. FormFunctions.All,
        ];
        var result = all.ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var (alias, name) in Aliases)
            result.Add(alias, result[name]);
        return result.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
