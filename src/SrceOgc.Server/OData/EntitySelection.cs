using SrceOgc.Features.Formats.OData;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OData;

/// <summary>$select: which properties, in schema order. Well-Known Text comes only by name, as it repeats the geometry.</summary>
internal sealed record EntitySelection(LayerSelection Selection, ODataShape Shape)
{
    public static EntitySelection Read(ServiceRequest request, ODataOptions options, CatalogLayer layer, EntityQuery query,
        ODataFormat format, bool isSingle)
    {
        var type = query.Source.Type;
        var names = query.IsGrouped ? new EntityNames("", "", "") : EntityNames.Of(type);
        var asked = options.Select?.Select(name => Resolve(name, type, names)).ToHashSet();
        var fields = Enumerable.Range(0, type.Fields.Count).Where(i => asked?.Contains(type.Fields[i].Name) != false).ToArray();
        var hasGeometry = names.Geometry.Length > 0 && asked?.Contains(names.Geometry) != false;
        var hasText = names.GeometryText.Length > 0 && asked?.Contains(names.GeometryText) == true;
        var hasKey = names.Key.Length > 0 && asked?.Contains(names.Key) != false;
        var crs = new CrsName(layer.Crs, CrsSpelling.Code);
        var selection = new LayerSelection(type, layer.Title.French, fields, hasGeometry || (hasText && format.IsCsv),
            CrsTransform.Between(layer.Crs, layer.Crs), crs, NorthingFirst: false);
        var list = asked is null && !query.IsGrouped ? "" : $"({string.Join(',', fields.Select(field => type.Fields[field].Name)
            .Concat(asked is null ? [] : Special(asked, names)))})";
        var context = format.HasContext
            ? $"{request.PublicUrl}{ODataService.Folder}/$metadata#{layer.Name}{list}{(isSingle ? "/$entity" : "")}" : null;
        return new(selection, new ODataShape(
            context, hasKey ? names.Key : null, !hasKey && names.Key.Length > 0 && format.HasContext ? layer.Name : null, hasGeometry
                ? names.Geometry : null, hasText ? names.GeometryText : null,
            layer.Crs.IsGeographic ? "Geography" : "Geometry", options.Count));
    }

    private static IEnumerable<string> Special(HashSet<string> asked, EntityNames names) =>
        new[] { names.Key, names.Geometry, names.GeometryText }.Where(name => name.Length > 0 && asked.Contains(name));

    private static string Resolve(string name, SrceOgc.Features.Layers.FeatureType type, EntityNames names)
    {
        if (name.Length > 0 && (name == names.Key || name == names.Geometry || name == names.GeometryText))
            return name;
        return type.IndexOf(name) is >= 0 and var field ? type.Fields[field].Name : throw ServiceException.Invalid(
            "$select", name, string.Join(", ", type.Fields.Select(known => known.Name)),
                string.Join(", ", type.Fields.Select(known => known.Name)));
    }
}
