using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Formats.GeoJson;
using SrceOgc.Features.Formats.Gml;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Here;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Maps;

/// <summary>The features of one layer under a pixel.</summary>
internal sealed record PickedLayer(StyledLayer Layer, IReadOnlyList<long> Ids);

/// <summary>What is drawn at a pixel, as text, HTML, GML or GeoJSON.</summary>
internal sealed class FeatureInfoAnswer(InfoTemplates templates, FeatureAdmission admission)
{
    public async Task Answer(ServiceRequest request, FeatureInfoRequest asked)
    {
        if (asked.Format.Format is InfoFormat.HerePage or InfoFormat.HereJson)
        {
            await SendHere(request, asked);
            return;
        }

        var found = await Pick(request, asked);
        var filled = Array.FindAll(found, picked => picked.Ids.Count > 0);
        request.Response.Headers.CacheControl = "no-cache";
        await (asked.Format.Format switch
        {
            InfoFormat.Html => SendPage(request, InfoPage.Html(filled, templates, request.Language)),
            InfoFormat.Text => request.Send("text/plain; charset=utf-8", InfoPage.Text(filled, request.Language)),
            InfoFormat.GeoJson => Encode(request, asked, found, Described.AsGml32, output =>
                new GeoJsonEncoder(output, GeoJsonDialect.Wfs)),
            InfoFormat.Gml31 => Encode(request, asked, found, Described.AsGml31, output =>
                new GmlFeatureEncoder(output, GmlDialect.Gml31, LayerTree.Prefix, request.Catalog.Service.NamespaceUri)),
            InfoFormat.Gml2 => Encode(request, asked, found, Described.AsGml21, output =>
                new GmlFeatureEncoder(output, GmlDialect.Gml21, LayerTree.Prefix, request.Catalog.Service.NamespaceUri)),
            _ => Encode(request, asked, found, Described.AsGml32, output =>
                new GmlFeatureEncoder(output, GmlDialect.Gml32, LayerTree.Prefix, request.Catalog.Service.NamespaceUri)),
        });
    }

    /// <summary>In an admission, where a condition may take a processor for long.</summary>
    private async Task<PickedLayer[]> Pick(ServiceRequest request, FeatureInfoRequest asked)
    {
        var isCostly = asked.Layers.Any(layer =>
            layer.Choice.Filter != Filter.All && QueryCost.IsCostly(request, layer.Layer.Source, new() { Filter = layer.Choice.Filter }));
        using (await admission.Enter(isCostly, request.Aborted))
        {
            request.Budget.Start();
            var picking = new FeaturePicking(asked.View, asked.Place, request.Budget);
            return [.. asked.Layers.Select(layer => new PickedLayer(layer, picking.Pick(layer, asked.Count)))];
        }
    }

    /// <summary>What all layers say of the place, whichever of them the map shows.</summary>
    private static Task SendHere(ServiceRequest request, FeatureInfoRequest asked)
    {
        if (asked.Place is not var (column, row))
            throw ServiceException.Missing("I");
        request.Budget.Start();
        var (x, y) = asked.View.GroundAt(column, row);
        var answer = HereAnswer.Of(request.Catalog, PointQuestion.At(x, y, asked.View.Crs, "I"), request.Language, request.Budget);
        request.Response.Headers.CacheControl = "no-cache";
        return asked.Format.Format == InfoFormat.HereJson
            ? request.Send(JsonAnswer.MediaType, HereJson.Write(request, answer)) : SendPage(request, HerePage.Write(request, answer));
    }

    private static Task SendPage(ServiceRequest request, byte[] page)
    {
        request.Response.Headers.ContentSecurityPolicy = ContentPolicy.FramedPage;
        return request.Send("text/html; charset=utf-8", page);
    }

    /// <summary>Where the schema of an answer is, and how that version names reference systems.</summary>
    private sealed record Described(string Query, CrsSpelling Spelling)
    {
        public static readonly Described AsGml32 = new("VERSION=2.0.0&REQUEST=DescribeFeatureType&TYPENAMES=", CrsSpelling.Urn);

        public static readonly Described AsGml31 = new("VERSION=1.1.0&REQUEST=DescribeFeatureType&TYPENAME=", CrsSpelling.Urn);

        public static readonly Described AsGml21 = new("VERSION=1.0.0&REQUEST=DescribeFeatureType&TYPENAME=", CrsSpelling.GmlUrl);
    }

    private static async Task Encode(ServiceRequest request, FeatureInfoRequest asked, PickedLayer[] found, Described described,
        Func<Utf8Output, FeatureEncoder> make)
    {
        using var output = new Utf8Output();
        using var encoder = make(output);
        var count = found.Sum(p => p.Ids.Count);
        var names = string.Join(',', found.Select(p => p.Layer.Layer.Name));
        var head = new CollectionHead(count, count, request.Now)
        {
            SchemaLocation =
            $"{request.PublicUrl}/wfs?SERVICE=WFS&{described.Query}{names}"
        };
        var selections = found.Select(p => Selection(p, asked.View, described.Spelling)).ToArray();
        encoder.Begin(head, selections);
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i].Ids.Count == 0)
                continue;
            using var cursor = found[i].Layer.Layer.Source.Open(
                new() { Filter = new IdFilter(found[i].Ids), Sort = TopFirst(found[i].Layer.Choice.Sort), Budget = request.Budget });
            encoder.BeginLayer(selections[i], head with { Matched = found[i].Ids.Count, Returned = found[i].Ids.Count });
            while (cursor.MoveNext())
            {
                request.Budget.Look();
                encoder.Write(cursor);
            }

            encoder.EndLayer();
        }

        encoder.End();
        await request.Send(asked.Format.MediaType, output.Written);
    }

    /// <summary>What is drawn last lies on top, and is told first.</summary>
    private static IReadOnlyList<SortKey> TopFirst(IReadOnlyList<SortKey> drawn) =>
        [.. drawn.Select(key => key with { Descending = !key.Descending })];

    private static LayerSelection Selection(PickedLayer picked, MapView view, CrsSpelling spelling)
    {
        var layer = picked.Layer.Layer;
        return LayerSelection.All(layer.Type, layer.Title.French, layer.Crs, new CrsName(view.Crs, spelling), AxisOrderRule.BySpelling);
    }
}
