using System.Text;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Pages;

/// <summary>GET /api/v1: the catalogue's and the stewards' interface in OpenAPI 3.0, whole in itself (that of OGC API – Features is at
/// /ogc/api).</summary>
internal sealed class ApiDescription : IService
{
    public const string Path = "/api/v1";

    private const string MediaType = "application/vnd.oai.openapi+json;version=3.0";

    private readonly string _text = Encoding.UTF8.GetString(new PageAsset("api.json", MediaType).Content!);

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public Task Answer(ServiceRequest request) =>
        request.Send(MediaType, Encoding.UTF8.GetBytes(_text.Replace("{{url}}", request.PublicUrl, StringComparison.Ordinal)));
}
