using System.Text;
using System.Text.Json;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OgcApi;

/// <summary>A resource that is a document, as JSON and as the inside of a page.</summary>
internal abstract class OgcDocument(ServiceRequest request)
{
    protected ServiceRequest Request => request;

    /// <summary>The address of the service, without a slash at the end.</summary>
    protected string Root { get; } = request.PublicUrl + OgcApiService.Folder;

    protected string Address { get; } = request.PublicUrl + request.Path.TrimEnd('/');

    public abstract string Title { get; }

    public virtual string MediaType => Representation.Json;

    /// <summary>Pages above this one, outermost first.</summary>
    public virtual IReadOnlyList<(string Title, string Address)> Above => [];

    public abstract void WriteJson(Utf8JsonWriter json);

    public abstract void WriteHtml(StringBuilder html);

    protected string Say(string french, string english) => request.Language == Language.French ? french : english;

    /// <summary>This document, and the same in the other representation.</summary>
    protected IEnumerable<AnswerLink> OwnLinks()
    {
        yield return new("self", MediaType, Address + "?f=json", Say("Ce document en JSON", "This document as JSON"));
        yield return new("alternate", Representation.Html, Address + "?f=html", Say("Ce document en page web", "This document as a page"));
    }

    protected static void WriteLinks(Utf8JsonWriter json, IEnumerable<AnswerLink> links)
    {
        json.WriteStartArray("links");
        foreach (var link in links)
            WriteLink(json, link);
        json.WriteEndArray();
    }

    private static void WriteLink(Utf8JsonWriter json, AnswerLink link)
    {
        json.WriteStartObject();
        json.WriteString("rel", link.Rel);
        json.WriteString("type", link.Type);
        json.WriteString("title", link.Title);
        json.WriteString("href", link.Href);
        json.WriteEndObject();
    }
}
