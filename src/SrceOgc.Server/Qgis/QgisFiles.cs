using System.Globalization;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Qgis;

/// <summary>
/// Everything below <c>/qgis/</c>: projects, layer definitions, connection files and the indexes that catalogue plugins read.
/// <code>
/// catalogue.qgz|qgs          all layers; trames/{key}.qgz|qgs and jeux/{id}.qgz|qgs: those of a trame, of a dataset
/// couches/{name}.qlr         one layer; trames/{key}.qlr, jeux/{id}.qlr: a group; ?mode=wfs|wms|oapif
/// connexions-wms.xml, connexions-wfs.xml   for Data Source Manager, Load
/// idg.json, last_release.json              for the plugins IDG and "Layers menu from project"
/// plugins/plugins.xml, plugins/srceogc.zip the plugin of this service
/// </code>
/// </summary>
internal sealed class QgisFiles : IService
{
    public const string Folder = "/qgis/";

    private const string ArchiveType = "application/x-qgis-project";

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public Task Answer(ServiceRequest request)
    {
        // Of a kept version the folder is asked for without its slash, too.
        var path = request.Path.StartsWith(Folder, StringComparison.OrdinalIgnoreCase) ? request.Path[Folder.Length..] : "";
        return path switch
        {
            "idg.json" => Send(request, JsonAnswer.MediaType, IdgIndex),
            "last_release.json" => Send(request, JsonAnswer.MediaType, LastRelease),
            "connexions-wms.xml" => Send(request, "text/xml; charset=utf-8", ConnectionFile.Wms),
            "connexions-wfs.xml" => Send(request, "text/xml; charset=utf-8", ConnectionFile.Wfs),
            "plugins/plugins.xml" => Send(request, "text/xml; charset=utf-8", PluginRepository.Index),
            "plugins/" + PluginRepository.ArchiveName => Send(request, "application/zip", PluginRepository.Archive),
            _ => AnswerLayers(request, path),
        };
    }

    private Task AnswerLayers(ServiceRequest request, string path)
    {
        var dot = path.LastIndexOf('.');
        if (dot < 0 || Selection(request, path[..dot]) is not { Layers.Count: > 0 } chosen)
            throw request.OrGone(NotFound(), Path.GetFileNameWithoutExtension(path));
        return path[dot..] switch
        {
            ".qgz" => Send(request, ArchiveType, r => chosen.Project(r).Archive(chosen.Name)),
            ".qgs" => Send(request, "application/x-qgis-project+xml; charset=utf-8", r => chosen.Project(r).Text()),
            ".qlr" => Send(request, "application/x-qgis-layer-definition; charset=utf-8", r => Definition(r, chosen)),
            _ => throw NotFound(),
        };
    }

    private sealed record Chosen(string Name, string Title, IReadOnlyList<CatalogLayer> Layers, bool IsGroup = true)
    {
        public Project Project(ServiceRequest request) => new(Title, request.Catalog, Layers, request.PublicUrl, request.Language);
    }

    private static Chosen? Selection(ServiceRequest request, string path)
    {
        var catalog = request.Catalog;
        return path.Split('/') switch
        {
            ["catalogue"] => new("catalogue", catalog.Service.Title.Text.In(request.Language), catalog.Layers),
            ["trames", var key] => Of(key, catalog.Layers.Where(layer => layer.Theme.Key == key), layer =>
                layer.Theme.Title.Text.In(request.Language)),
            ["jeux", var id] => Of(id, catalog.Layers.Where(layer => layer.Publication.Dataset == id), layer => layer.Publication.Dataset),
            ["couches", var name] when catalog.Find(name) is { } layer =>
                new(name, layer.Title.In(request.Language), [layer], IsGroup: false),
            _ => null,
        };
    }

    private static Chosen? Of(string name, IEnumerable<CatalogLayer> layers, Func<CatalogLayer, string> title)
    {
        var found = layers.ToArray();
        return found.Length == 0 ? null : new(name, title(found[0]), found);
    }

    private static byte[] Definition(ServiceRequest request, Chosen chosen)
    {
        var text = request.Parameters.Optional("mode") ?? "wfs";
        var mode = QgisMode.Find(text) ?? throw ServiceException.Invalid("mode", text, "wfs, wms ou oapif", "wfs, wms or oapif");
        var layers = chosen.Layers.Where(layer => mode.IsVector || layer.IsSpatial)
            .Select(layer => new QgisLayer(layer, mode, request.PublicUrl, request.Language) { IsAlone = true }).ToArray();
        return layers.Length > 0 ? LayerDefinition.Of(chosen.IsGroup ? chosen.Title : null, layers)
            : throw ServiceException.Invalid("mode", text, "wfs : cette couche n'a pas de géométrie", "wfs: this layer has no geometry");
    }

    /// <summary>What the plugin IDG reads: a list of projects. It takes the file's type from the end of the address.</summary>
    private static byte[] IdgIndex(ServiceRequest request) => JsonAnswer.Make(json =>
    {
        json.WriteStartArray();
        Entry(request.Catalog.Service.Title.Text.In(request.Language), "catalogue");
        foreach (var theme in request.Catalog.Layers.Select(layer => layer.Theme).Distinct())
            Entry(theme.Title.Text.In(request.Language), "trames/" + theme.Key);
        json.WriteEndArray();

        void Entry(string name, string file)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("url", $"{request.PublicUrl}{Folder}{file}.qgz");
            json.WriteEndObject();
        }
    });

    /// <summary>"Layers menu from project" downloads the project again when this date moves; local time of the data's country.</summary>
    private static byte[] LastRelease(ServiceRequest request) => JsonAnswer.Make(json =>
    {
        var latest = request.Catalog.Layers.Select(layer => layer.Publication.Published).DefaultIfEmpty(DateTime.UnixEpoch).Max();
        json.WriteStartObject();
        json.WriteString("last_release", latest.ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    });

    private Task Send(ServiceRequest request, string contentType, Func<ServiceRequest, byte[]> make)
    {
        request.Response.Headers.Vary = "Accept-Language";
        var address = $"{request.Context.Request.Path.Value} {request.Parameters.Optional("mode")}";
        if (request.IsNotModified($"q{request.Catalog.Sequence}{request.Language}"))
            return Task.CompletedTask;
        if (!contentType.StartsWith("application/json", StringComparison.Ordinal)
            && !contentType.StartsWith("text/xml", StringComparison.Ordinal))
            request.Response.Headers.ContentDisposition =
                ContentDisposition.Write(Path.GetFileName(request.Context.Request.Path.Value!), isAttachment: true);
        return request.Send(contentType,
            request.Catalog.Memo.GetOrAdd($"{address} {request.Language} {request.PublicUrl}", () => make(request)));
    }

    private static ServiceException NotFound() =>
        new("NotFound", null, new("Ce fichier QGIS n'existe pas.", "There is no such QGIS file."), 404);
}
