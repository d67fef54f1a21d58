using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Pages;

/// <summary>A document to read, in the one layout that all of them have. Addresses of its files begin with <c>{{ site }}</c>, so that
/// they hold behind a proxy's prefix.</summary>
internal sealed class DocumentPage(string name)
{
    private static readonly PageTemplate Layout = new("document.html");

    private readonly PageTemplate _content = new(name);

    /// <param name="request">Who reads, and where.</param>
    /// <param name="title">Of the window and the page.</param>
    /// <param name="values">What the template shows; also what the layout may: <c>home</c>, a link back, <c>refresh</c>, seconds.</param>
    public byte[] Write(ServiceRequest request, string title, params (string Name, object? Value)[] values) =>
        Write(request.SiteUrl, request.Language, title, values);

    public byte[] Write(string siteUrl, Language language, string title, params (string Name, object? Value)[] values)
    {
        (string Name, object? Value)[] all = [.. values, ("site", siteUrl), ("title", title)];
        return Layout.Write(all, language, _content.Render(all, language));
    }
}
