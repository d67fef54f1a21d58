using System.Text.Json;
using SrceOgc.Features.Formats.Spreadsheets;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.Indicators;

/// <summary>
/// <c>…/indicateurs?f=json|html|csv|xlsx&amp;comparer=</c>: beside its figures, those of its nearest parent, or of what is asked for:
/// another territory
/// (<c>type/code</c>), or another version of a dataset (<c>jeu-numero</c>).
/// </summary>
internal sealed class IndicatorAnswer(IndicatorReading reading, TerritoryRequests territories, KeptCatalogs versions)
{
    private const string Csv = "csv", Html = "html", Json = "json", Workbook = "xlsx";

    public async Task Send(ServiceRequest request, TerritoryGround ground)
    {
        var format = FormatOf(request);
        var own = await reading.Of(request, request.Catalog, ground);
        var table = await Compared(request, own);
        request.Response.Headers.CacheControl = ground.Declared is null ? "private, no-cache" : "public, no-cache";
        var name = $"indicateurs-{ground.Type}-{ground.Code}";
        switch (format)
        {
            case Html:
                request.Response.Headers.ContentSecurityPolicy = ContentPolicy.Page;
                await request.Send("text/html; charset=utf-8", IndicatorPage.Write(request, table));
                break;
            case Csv:
                request.Response.Headers.ContentDisposition = ContentDisposition.Write(name + ".csv", isAttachment: true);
                await request.Send("text/csv; charset=utf-8; header=present", table.ToCsv(request.Language));
                break;
            case Workbook:
                request.Response.Headers.ContentDisposition = ContentDisposition.Write(name + ".xlsx", isAttachment: true);
                await request.Send(TableWorkbook.MediaType,
                    TableWorkbook.Make(ground.Name, table.Titles(request.Language), table.Rows(request.Language)));
                break;
            default:
                await request.Send(JsonAnswer.MediaType, JsonAnswer.Make(json => Write(request, json, table)));
                break;
        }
    }

    private static string FormatOf(ServiceRequest request)
    {
        if (request.Parameters.Optional("f") is { } asked)
            return asked is Json or Html or Csv or Workbook
                ? asked : throw ServiceException.Invalid("f", asked, "json, html, csv ou xlsx", "json, html, csv or xlsx");
        return request.Context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) ? Html : Json;
    }

    private async ValueTask<IndicatorTable> Compared(ServiceRequest request, IndicatorFigures own)
    {
        var asked = request.Parameters.Optional("comparer");
        if (asked is null)
            return new(own, await Parent(request, own), null);
        if (asked.Split('/') is [var type, var code])
            return new(own, await reading.Of(request, request.Catalog, territories.Require(request, type, code)), null);
        var catalog = await versions.AcquireAmong(asked, request.Caller, request.Budget) ?? throw ServiceException.Invalid(
            "comparer", asked, "type/code d'un territoire, ou une version conservée (jeu-numéro)",
                "type/code of a territory, or a kept version (dataset-number)");
        try
        {
            request.Budget.Start();
            return new(own, await reading.Of(request, catalog, own.Ground), asked);
        }
        finally
        {
            catalog.Release();
        }
    }

    /// <summary>Only from what is kept: nobody asked for it.</summary>
    private async ValueTask<IndicatorFigures?> Parent(ServiceRequest request, IndicatorFigures own)
    {
        if (!own.IsKept || own.Ground.Declared is not { } known)
            return null;
        var parent = TerritoryIndex.Of(request.Catalog).ParentsOf(known)
            .FirstOrDefault(each => reading.Work.Current?.Rows.ContainsKey((each.Type, each.Code)) == true);
        return parent is null ? null : await reading.Of(request, request.Catalog, territories.Require(request, parent.Type, parent.Code));
    }

    private static void Write(ServiceRequest request, Utf8JsonWriter json, IndicatorTable table)
    {
        json.WriteStartObject();
        WriteTerritory(json, table.Own);
        json.WriteStartArray("indicateurs");
        foreach (var indicator in table.Own.Binding.Indicators)
        {
            json.WriteStartObject();
            json.WriteString("cle", indicator.Key);
            json.WriteString("titre", indicator.Title.In(request.Language));
            WriteValue(json, "valeur", table.Own.Value(indicator));
            json.WriteString("unite", indicator.Unit);
            if (table.Other is not null)
                WriteValue(json, "compare", table.OtherValue(indicator));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (table.Other is { } other)
        {
            json.WriteStartObject("compareA");
            WriteTerritory(json, other);
            json.WriteEndObject();
        }

        json.WriteStartArray("sansCouche");
        foreach (var role in table.Own.Binding.Missing)
            json.WriteStringValue(role.Titre.Text.In(request.Language));
        json.WriteEndArray();
        json.WriteString("regle", IndicatorTable.Rule.In(request.Language));
        json.WriteEndObject();
    }

    private static void WriteTerritory(Utf8JsonWriter json, IndicatorFigures figures)
    {
        json.WriteString("type", figures.Ground.Type);
        json.WriteString("code", figures.Ground.Code);
        json.WriteString("nom", figures.Ground.Name);
        json.WriteNumber("territoireHa", Math.Round(figures.Area / 10_000, 4));
        json.WriteString("systeme", figures.Ground.System.Code);
        json.WriteString("calcule", figures.Computed);
        json.WriteBoolean("conserve", figures.IsKept);
        json.WriteStartArray("versions");
        foreach (var layer in figures.Binding.Layers)
        {
            json.WriteStartObject();
            json.WriteString("couche", layer.Name);
            json.WriteString("version", layer.Version);
            json.WriteString("publiee", layer.Publication.Published);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}
