using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OgcApi;

/// <summary>
/// crs, bbox-crs and filter-crs: a URI of the collection's list; other spellings, and the safe CURIE in brackets, mean the
/// same system with its authority's axes.
/// </summary>
internal static class CrsParameter
{
    public static CrsName? Read(Parameters parameters, string name, CatalogLayer layer)
    {
        if (parameters.Optional(name) is not { } text)
            return null;
        return CrsName.TryParse(text.AsSpan().TrimStart('[').TrimEnd(']'), layer.Systems(), out var crs)
            ? new CrsName(crs.Crs, CrsSpelling.Uri)
            : throw ServiceException.Invalid(name, text, $"un des systèmes de la collection, par exemple {layer.Crs.Uri}",
                $"one of the systems of the collection, such as {layer.Crs.Uri}");
    }
}
