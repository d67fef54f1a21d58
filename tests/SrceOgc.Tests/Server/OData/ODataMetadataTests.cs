using System.Text.Json;
using System.Xml;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.Edm.Validation;

namespace SrceOgc.Tests.Server.OData;

/// <summary>The documents by which OData clients find their way.</summary>
public sealed class ODataMetadataTests(RunningServer server)
{
    [Fact]
    public async Task The_service_document_names_every_layer()
    {
        var sets = (await server.GetOData("")).Values().ToArray();
        Assert.Contains(sets, set =>
            set.GetProperty("name").GetString() == "communes" && set.GetProperty("kind").GetString() == "EntitySet");
        foreach (var set in sets)
            Assert.True((await server.GetOData($"/{set.GetProperty("url").GetString()}?$top=1")).TryGetProperty("value", out _));
    }

    [Fact]
    public async Task The_metadata_is_a_valid_model()
    {
        using var reader = XmlReader.Create(new StringReader(await server.GetText("/odata/$metadata")));
        Assert.True(CsdlReader.TryParse(reader, out var model, out var errors),
            string.Join('\n', errors.Select(error => error.ErrorMessage)));
        Assert.True(model.Validate(out errors), string.Join('\n', errors.Select(error => error.ErrorMessage)));
        var type = model.EntityContainer.FindEntitySet("Corridors_ecologiques").EntityType;
        Assert.Equal("fid", type.Key().Single().Name);
        var expected = new Dictionary<string, string>
        {
            ["fid"] = "Edm.Int64",
            ["Espece_nom_commun"] = "Edm.String",
            ["longueur"] = "Edm.Double",
            ["rang"] = "Edm.Int64",
            ["actif"] = "Edm.Boolean",
            ["Date_Abandon_d_extinction"] = "Edm.Date",
            ["maj"] = "Edm.DateTimeOffset",
            ["geom"] = "Edm.Geometry",
            ["geom_wkt"] = "Edm.String",
        };
        Assert.Equal(expected, type.StructuralProperties().ToDictionary(property => property.Name, property => property.Type.FullName()));
        Assert.Equal(2154, type.FindProperty("geom").Type.AsSpatial().SpatialReferenceIdentifier);
    }

    [Fact]
    public async Task The_metadata_is_there_as_JSON()
    {
        using var answer = await server.Get("/odata/$metadata?$format=json");
        Assert.Equal("4.01", answer.Headers.GetValues("OData-Version").Single());
        var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("SrceOgc.Service", document.GetProperty("$EntityContainer").GetString());
        Assert.Equal("Edm.Geometry", document.GetProperty("SrceOgc").GetProperty("communes_type").GetProperty("geom").GetProperty("$Type")
            .GetString());
    }

    /// <summary>As a client does that knows one address: document, model, pages by their links, an aggregate.</summary>
    [Fact]
    public async Task A_client_walks_from_the_service_document_to_aggregates()
    {
        var document = await server.GetOData("");
        var metadata = document.GetProperty("@odata.context").GetString()!;
        using var reader = XmlReader.Create(new StringReader(await server.GetText(metadata[server.Address.Length..])));
        var set = CsdlReader.Parse(reader).EntityContainer.FindEntitySet(document.Values()
            .Single(item => item.GetProperty("name").GetString() == "seuils_ROE").GetProperty("url").GetString());
        var ids = new List<long>();
        for (string? link = $"{server.Address}/odata/{set.Name}?$filter=hauteur%20ge%20100&$select=fid&$orderby=hauteur%20desc"
            + $"&$count=true"; link is not null;)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, link);
            request.Headers.Add("Prefer", "odata.maxpagesize=300");
            using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
            var page = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
            Assert.Equal("odata.maxpagesize=300", answer.Headers.GetValues("Preference-Applied").Single());
            Assert.Equal(1100, page.GetProperty("@odata.count").GetInt32());
            Assert.Equal(metadata + "#seuils_ROE(fid)", page.GetProperty("@odata.context").GetString());
            ids.AddRange(page.Values().Select(entity => entity.GetProperty("fid").GetInt64()));
            link = page.TryGetProperty("@odata.nextLink", out var next) ? next.GetString() : null;
        }

        Assert.Equal(Enumerable.Range(401, 1100).Reverse().Select(id => (long)id), ids);
        var total = (await server.GetOData($"/{set.Name}?$apply=aggregate(hauteur with max as haut,$count as nombre)")).Values().Single();
        Assert.Equal(374.75, total.GetProperty("haut").GetDouble());
        Assert.Equal(1500, total.GetProperty("nombre").GetInt32());
    }
}
