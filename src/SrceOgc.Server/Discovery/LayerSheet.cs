using System.Text.Json;
using SrceOgc.Features.Formats;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;
using SrceOgc.Server.Pages;
using SrceOgc.Server.Qgis;

namespace SrceOgc.Server.Discovery;

/// <summary>GET /api/v1/couches/{name}: everything a client needs to use, cite and download a layer.</summary>
internal static class LayerSheet
{
    private const int MostValues = 30;

    public static void Write(ServiceRequest request, Utf8JsonWriter json, CatalogLayer layer)
    {
        json.WriteStartObject();
        LayerSummary.WriteProperties(json, request.Catalog, layer, request.Language);
        if (layer.IsSpatial)
            json.WriteString("systeme", layer.Crs.Code);
        LayerSummary.WriteIfAny(json, "limites", request.Catalog.Service.AccessConstraints);
        LayerSummary.WriteIfAny(json, "fiche", layer.Description.MetadataUrl);
        json.WriteStartArray("motsCles");
        foreach (var keyword in layer.Keywords)
            json.WriteStringValue(keyword);
        json.WriteEndArray();
        WriteFields(json, layer);
        WriteStyles(json, layer, request.PublicUrl);
        WriteAddresses(json, layer, request.PublicUrl);
        if (!layer.Publication.IsDerived)
            new Citation(layer.Publication, request.Catalog.Service, request.SiteUrl).Write(json, request.Language);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, CatalogLayer layer)
    {
        json.WriteStartArray("champs");
        for (var i = 0; i < layer.Type.Fields.Count; i++)
        {
            var field = layer.Type.Fields[i];
            json.WriteStartObject();
            json.WriteString("nom", field.Name);
            json.WriteString("titre", field.Title);
            json.WriteString("colonne", field.Column);
            json.WriteString("type", Kind(field.Kind));
            WriteValues(json, layer.Source.DistinctTexts(i, MostValues));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The list of a field's values, where they are few enough to be one.</summary>
    private static void WriteValues(Utf8JsonWriter json, IReadOnlyList<string>? values)
    {
        if (values is null)
            return;
        json.WriteStartArray("valeurs");
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void WriteStyles(Utf8JsonWriter json, CatalogLayer layer, string publicUrl)
    {
        json.WriteStartArray("styles");
        foreach (var style in layer.Styles)
        {
            json.WriteStartObject();
            json.WriteString("nom", style.Name);
            json.WriteString("titre", style.Style.Title);
            json.WriteString("version", style.Version);
            foreach (var form in (ReadOnlySpan<string>)["qml", "sld", "json"])
                json.WriteString(form, $"{publicUrl}{StyleFiles.Folder}{layer.Name}/{Uri.EscapeDataString(style.Name)}.{form}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAddresses(Utf8JsonWriter json, CatalogLayer layer, string publicUrl)
    {
        json.WriteStartObject("adresses");
        json.WriteString("wfs", publicUrl + "/wfs");
        if (layer.IsSpatial)
        {
            json.WriteString("wms", publicUrl + "/wms");
            json.WriteString("legende",
                $"{publicUrl}/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetLegendGraphic&FORMAT=image/png&SLD_VERSION=1.1.0"
                + $"&LAYER={layer.Name}");
        }

        json.WriteString("qlr", $"{publicUrl}{QgisFiles.Folder}couches/{layer.Name}.qlr");
        json.WriteString("versions", $"{publicUrl}/api/v1/jeux/{layer.Publication.Dataset}");
        json.WriteString("citer", $"{publicUrl}/versions/{layer.Version}/wfs");
        json.WriteEndObject();
        // Formats that page would stop at the first page.
        json.WriteStartArray("telechargements");
        foreach (var format in FeatureFormats.All)
            WriteDownload(json, format,
                $"{publicUrl}/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES={layer.Name}"
                + $"&OUTPUTFORMAT={Uri.EscapeDataString(format.MediaType)}&COUNT={layer.Type.Count}");
        json.WriteEndArray();
    }

    private static void WriteDownload(Utf8JsonWriter json, FeatureFormat format, string address)
    {
        json.WriteStartObject();
        json.WriteString("format", format.Key);
        json.WriteString("type", format.MediaType);
        json.WriteString("adresse", address);
        json.WriteEndObject();
    }

    private static string Kind(FieldKind kind) => kind switch
    {
        FieldKind.Boolean => "booléen",
        FieldKind.Integer => "entier",
        FieldKind.Real => "nombre",
        FieldKind.Date => "date",
        FieldKind.DateTime => "date et heure",
        FieldKind.Blob => "binaire",
        _ => "texte",
    };
}
