using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Territories;

/// <summary>The territory an address names: <c>{type}/{code}</c>.</summary>
internal sealed class TerritoryRequests(PerimeterStore perimeters)
{
    public PerimeterStore Perimeters => perimeters;

    /// <exception cref="SrceOgc.Features.Texts.ServiceException">404: no such type or code.</exception>
    public TerritoryGround Require(ServiceRequest request, string type, string code) => Require(request.Catalog, type, code);

    /// <exception cref="SrceOgc.Features.Texts.ServiceException">404: no such type or code.</exception>
    public TerritoryGround Require(Catalog catalog, string type, string code)
    {
        if (type == BuiltInTerritories.Perimeter)
            return perimeters.Require(code);
        var index = TerritoryIndex.Of(catalog);
        var territory = index.Require(type, code);
        return new(type, code, territory.Name, TerritoryGeometry.Of(index, territory), TerritoryGeometry.SystemOf(index, territory),
            territory);
    }
}
