using System.Globalization;
using System.Text;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Formats;
using SrceOgc.Features.Formats.OData;
using SrceOgc.Features.Formats.Tables;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OData;

/// <summary>
/// Entities of a set, their number, or one of them.
/// 1. Understand. 2. Answer 304 when the client has it. 3. Count, exactly. 4. Stream a page, its link last.
/// </summary>
internal sealed class EntityReading(Settings settings, FeatureAdmission admission)
{
    public async Task AnswerSet(ServiceRequest request, ODataOptions options, CatalogLayer layer)
    {
        var format = ODataFormat.Of(request, options);
        var page = EntityPage.Read(request, options, format, settings);
        var query = await EntityQuery.Read(options, layer, request, admission);
        var shown = EntitySelection.Read(request, options, layer, query, format, isSingle: false);
        await Answer(request, layer, query, shown, format, page.Start, page.Count, (matched, returned) =>
        {
            page.CheckWhole(matched, format, settings);
            return new CollectionHead(matched, returned, request.Now)
            {
                Next = format.IsCsv
                ? null : page.Next(request, options, matched)
            };
        });
    }

    public Task AnswerEntity(ServiceRequest request, ODataOptions options, CatalogLayer layer, long id)
    {
        var format = ODataFormat.Of(request, options);
        var query = new EntityQuery(layer.Source, new FeatureQuery { Filter = new IdFilter([id]) }, IsGrouped: false);
        if (query.Source.Count(query.Query) == 0)
            throw NotFound(layer, id);
        var shown = EntitySelection.Read(request, options, layer, query, format, isSingle: true);
        return Answer(request, layer, query, shown, format, 0, 1, (matched, returned) =>
            new CollectionHead(matched, returned, request.Now) { IsSingleFeature = true });
    }

    public async Task AnswerCount(ServiceRequest request, ODataOptions options, CatalogLayer layer)
    {
        var query = await EntityQuery.Read(options, layer, request, admission);
        var count = await admission.Count(request, query.Source, query.Query);
        await request.Send("text/plain; charset=utf-8", Encoding.ASCII.GetBytes(count.ToString(CultureInfo.InvariantCulture)));
    }

    public static ServiceException NotFound(CatalogLayer layer, long id) => new("NotFound", null, new(
        $"La couche « {layer.Name} » n'a pas d'objet {id}.", $"Layer '{layer.Name}' has no feature {id}."), 404);

    private async Task Answer(ServiceRequest request, CatalogLayer layer, EntityQuery query, EntitySelection shown, ODataFormat format,
        long start, long count, Func<long, long, CollectionHead> describe)
    {
        if (request.IsNotModified($"e{request.Catalog.Sequence}{(format.IsCsv ? "c" : format.HasContext ? "m" : "n")}"))
            return;
        await using var answer = new StreamedAnswer(request, format.MediaType);
        using FeatureEncoder encoder = format.IsCsv
            ? new CsvEncoder(answer.Output, withByteOrderMark: false) : new ODataEncoder(answer.Output, shown.Shape);
        if (format.IsCsv)
            request.SetFileName(FeatureFormats.Csv, layer.Title.French);
        var read = new LayerQuery(layer, query.Query, shown.Selection) { Source = query.Source };
        await new FeatureStream(request, answer, encoder, admission).Write([read], start, count, describe);
    }
}
