using System.Globalization;
using System.Text.Json;
using System.Xml;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Store;
using SrceOgc.Server.Http;
using SrceOgc.Server.Identity;

namespace SrceOgc.Server.Stewards;

/// <summary><c>/api/v1/journal</c>: the audit for administrators. <c>/flux.atom</c>: what was published lately, for everybody.</summary>
internal sealed class JournalApi(Journal journal, DatasetStore store, PublicationSet publications) : IService
{
    public const string Path = "/api/v1/journal", FeedPath = "/flux.atom";

    private const int MostEntries = 500, FeedEntries = 50;
    private const string Atom = "http://www.w3.org/2005/Atom";

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public bool Changes => true;

    public Task Answer(ServiceRequest request)
    {
        if (FeedPath.Equals(request.Context.Request.Path.Value, StringComparison.OrdinalIgnoreCase))
            return request.Send("application/atom+xml; charset=utf-8", Feed(request));
        request.Require(Right.Administer, "*");
        var entries = journal.Last(request.Parameters.Integer("limit", 1, MostEntries, 100), _ => true);
        return request.Send(JsonAnswer.MediaType, JsonAnswer.Make(json =>
        {
            json.WriteStartArray();
            foreach (var entry in entries)
                Write(json, entry);
            json.WriteEndArray();
        }));
    }

    private static void Write(Utf8JsonWriter json, JournalEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("date", entry.Date);
        json.WriteString("action", entry.Action);
        json.WriteString("jeu", entry.Dataset);
        if (entry.Version is { } version)
            json.WriteNumber("version", version);
        json.WriteString("auteur", entry.Author);
        json.WriteString("origine", entry.From);
        json.WriteString("commentaire", entry.Comment);
        if (entry.Notice is { } notice)
            json.WriteString("avis", notice);
        json.WriteEndObject();
    }

    private byte[] Feed(ServiceRequest request)
    {
        var visible = new VisibleDatasets(store, publications, request.Caller);
        var entries = journal.Last(FeedEntries, e => e.Action is Journal.Published or Journal.Activated && visible.Has(e.Dataset));
        return XmlAnswer.Make(xml =>
        {
            xml.WriteStartElement("feed", Atom);
            Element(xml, "id", request.PublicUrl + FeedPath);
            Element(xml, "title", request.Catalog.Service.Title.Text.In(request.Language));
            Element(xml, "updated", Date(entries.Count > 0 ? entries[0].Date : DateTime.UnixEpoch));
            foreach (var entry in entries)
                Entry(xml, entry, request.PublicUrl);
            xml.WriteEndElement();
        });
    }

    private static void Entry(XmlWriter xml, JournalEntry entry, string publicUrl)
    {
        var address = $"{publicUrl}{DatasetsApi.Path}/{entry.Dataset}";
        xml.WriteStartElement("entry", Atom);
        Element(xml, "id", $"{address}/versions/{entry.Version}#{entry.Date:yyyyMMddHHmmssfff}");
        Element(xml, "title", $"{entry.Dataset}, version {entry.Version}");
        Element(xml, "updated", Date(entry.Date));
        xml.WriteStartElement("author", Atom);
        Element(xml, "name", entry.Author);
        xml.WriteEndElement();
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
        Element(xml, "summary", entry.Comment.Length > 0 ? entry.Comment : entry.Action);
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Atom, text);

    private static string Date(DateTime date) => date.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
