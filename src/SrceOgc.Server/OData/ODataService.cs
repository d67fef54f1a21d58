using System.Globalization;
using Microsoft.OData;
using Microsoft.OData.UriParser;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OData;

/// <summary>OData 4.0 below <see cref="Folder"/>, reading: finds the resource of a path.</summary>
internal sealed class ODataService(Settings settings, FeatureAdmission admission) : IService
{
    public const string Folder = "/odata";

    private readonly EntityReading _reading = new(settings, admission);

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.OData;

    /// <summary>A batch is posted, and refused by its name.</summary>
    public string MethodsAt(string path) => path.EndsWith("/$batch", StringComparison.Ordinal) ? Methods.Asking : Methods.Reading;

    public Task Answer(ServiceRequest request)
    {
        request.Response.Headers["OData-Version"] = "4.0";
        request.Response.Headers.Vary = "Accept, Accept-Language, Prefer";
        var path = request.Path[Folder.Length..].Trim('/');
        if (path == "$batch")
            throw Unsupported("$batch");
        var options = new ODataOptions(request.Parameters);
        return path switch
        {
            "" => ServiceDocument.Answer(request, options),
            "$metadata" => MetadataDocument.Answer(request, options),
            _ => Answer(request, options, path),
        };
    }

    private Task Answer(ServiceRequest request, ODataOptions options, string path)
    {
        var segments = Parse(request.Catalog, path).ToArray();
        var layer = segments is [EntitySetSegment set, ..] ? request.Catalog.Find(set.EntitySet.Name)! : throw NotFound(path);
        return segments[1..] switch
        {
            [] => _reading.AnswerSet(request, options, layer),
            [CountSegment] => _reading.AnswerCount(request, options, layer),
            [KeySegment key] => _reading.AnswerEntity(request, options, layer, IdOf(key)),
            [KeySegment key, PropertySegment property] =>
                EntityProperty.Answer(request, layer, IdOf(key), property.Property.Name, isRaw: false),
            [KeySegment key, PropertySegment property, ValueSegment] =>
                EntityProperty.Answer(request, layer, IdOf(key), property.Property.Name, isRaw: true),
            _ => throw NotFound(path),
        };
    }

    /// <summary>Names and keys are ASCII; whatever else a path holds names nothing.</summary>
    private static ODataPath Parse(Catalog catalog, string path)
    {
        var named = path.Replace(" ", "");
        // Two slashes at the beginning would be another host's address.
        if (named.StartsWith('/') || named.Contains("//") || path.Length > 512 || !path.All(static c =>
            char.IsAsciiLetterOrDigit(c) || c is '_' or '$' or '/' or '(' or ')' or '=' or '-' or '\'' or ' '))
            throw NotFound(path);
        try
        {
            var parser = new ODataUriParser(ODataModel.Of(catalog), new Uri(named, UriKind.Relative))
            {
                UrlKeyDelimiter =
                ODataUrlKeyDelimiter.Slash
            };
            return parser.ParsePath();
        }
        catch (ODataException)
        {
            throw NotFound(path);
        }
    }

    private static long IdOf(KeySegment key) => Convert.ToInt64(key.Keys.Single().Value, CultureInfo.InvariantCulture);

    private static ServiceException NotFound(string path) => new("NotFound", null, new(
        $"« {ServiceException.Shortened(path)} » ne désigne rien ici ; la liste des couches est à /odata.",
            $"'{ServiceException.Shortened(path)}' names nothing here; the list of layers is at /odata."), 404);

    private static ServiceException Unsupported(string what) =>
        new("NotImplemented", what, new($"{what} n'est pas pris en charge.", $"{what} is not supported."), 501);
}
