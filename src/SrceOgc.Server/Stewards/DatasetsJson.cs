using System.Text.Encodings.Web;
using System.Text.Json;
using SrceOgc.Publishing.Deliveries;
using SrceOgc.Publishing.Store;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Stewards;

/// <summary>Datasets and versions as JSON.</summary>
internal static class DatasetsJson
{
    public static byte[] List(VisibleDatasets datasets, ServiceRequest request) => Write(json =>
    {
        json.WriteStartArray("jeux");
        foreach (var dataset in datasets.All)
            WriteDataset(json, datasets, dataset, request, withLayers: false);
        json.WriteEndArray();
    });

    public static byte[] Dataset(VisibleDatasets datasets, string dataset, ServiceRequest request) => Write(json =>
    {
        json.WritePropertyName("jeu");
        WriteDataset(json, datasets, dataset, request, withLayers: true);
    });

    public static byte[] State(ReceiveProgress? received, Progress? progress, string dataset) => Write(json =>
    {
        var isBuilt = progress?.Dataset == dataset;
        json.WriteString("etat", isBuilt ? "en cours" : received is not null ? "réception" : "au repos");
        if (isBuilt)
        {
            json.WriteString("couche", progress!.Layer);
            json.WriteNumber("numero", progress.Number);
            json.WriteNumber("total", progress.Count);
        }
        else if (received is not null)
        {
            json.WriteNumber("octets", received.Bytes);
            if (received.Announced is { } announced)
                json.WriteNumber("octetsAnnonces", announced);
        }
    });

    private static void WriteDataset(Utf8JsonWriter json, VisibleDatasets datasets, string dataset, ServiceRequest request,
        bool withLayers)
    {
        json.WriteStartObject();
        json.WriteString("id", dataset);
        if (datasets.Served(dataset) is { } served)
            json.WriteNumber("versionServie", served);
        if (datasets.IsRestricted(dataset))
            json.WriteBoolean("restreint", true);
        WriteServedLayers(json, datasets, dataset);
        json.WriteStartArray("versions");
        foreach (var version in datasets.Versions(dataset))
            WriteVersion(json, version, request, withLayers);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>By their public names and those of their tables: who delivers a file finds the dataset its tables belong to.</summary>
    private static void WriteServedLayers(Utf8JsonWriter json, VisibleDatasets datasets, string dataset)
    {
        json.WriteStartArray("couchesServies");
        foreach (var layer in datasets.ServedLayers(dataset))
        {
            json.WriteStartObject();
            json.WriteString("nom", layer.Name);
            json.WriteString("table", layer.Table);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteVersion(Utf8JsonWriter json, KeptVersion version, ServiceRequest request, bool withLayers)
    {
        var manifest = version.Manifest;
        json.WriteStartObject();
        json.WriteNumber("version", manifest.Version);
        if (version.IsDraft)
            json.WriteBoolean("brouillon", true);
        if (version.IsPinned)
        {
            json.WriteBoolean("epinglee", true);
            json.WriteNumber("octets", version.Bytes);
        }

        json.WriteString("date", manifest.Published);
        json.WriteString("auteur", manifest.Author);
        json.WriteString("commentaire", manifest.Comment);
        json.WriteString("fichier", manifest.Source.Name);
        json.WriteNumber("taille", manifest.Source.Length);
        json.WriteString("sha256", manifest.Source.Sha256);
        if (!version.IsDraft)
            new Citation(manifest, request.Catalog.Service, request.SiteUrl).Write(json, request.Language);
        if (withLayers)
        {
            json.WriteStartArray("couches");
            foreach (var layer in manifest.Layers)
                json.WriteStringValue(layer.Name);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true }))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
