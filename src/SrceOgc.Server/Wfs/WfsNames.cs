using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Wfs;

/// <summary>Names of feature types: with or without a prefix, the prefix being whatever the client bound.</summary>
internal static class WfsNames
{
    public const string Prefix = "srce";

    public static CatalogLayer Find(Catalog catalog, string name, string parameter) =>
        catalog.Find(name[(name.LastIndexOf(':') + 1)..]) ?? throw new ServiceException("InvalidParameterValue", parameter, new(
            $"{parameter} : la couche « {ServiceException.Shortened(name)} » n'existe pas.",
                $"{parameter}: feature type '{ServiceException.Shortened(name)}' does not exist."));
}
