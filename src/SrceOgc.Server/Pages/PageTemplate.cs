using System.Text;
using System.Text.Encodings.Web;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;
using SrceOgc.Server.Templates;

namespace SrceOgc.Server.Pages;

/// <summary>A page built into the server, written in Liquid: parsed when it is first asked for.</summary>
internal sealed class PageTemplate(string name)
{
    private readonly Lazy<LiquidTemplate> _template = new(() =>
        LiquidTemplate.Parse(Encoding.UTF8.GetString(new PageAsset(name, "text/html").Content!)));

    public static string Encoded(string text) => HtmlEncoder.Default.Encode(text);

    /// <summary>Answers with the page, made once per catalogue, language and public address.</summary>
    public Task Send(ServiceRequest request, string key, IEnumerable<(string Name, object? Value)> values) =>
        Send(request, request.Catalog.Memo.GetOrAdd($"{name} {key} {request.Language} {request.PublicUrl}", () =>
            Write(values, request.Language)));

    /// <summary>Answers with a page of this request alone.</summary>
    public Task SendOnce(ServiceRequest request, IEnumerable<(string Name, object? Value)> values) =>
        Send(request, Write(values, request.Language));

    public string Render(IEnumerable<(string Name, object? Value)> values, Language language) => _template.Value.Render(values, language);

    /// <param name="values">What it shows.</param>
    /// <param name="language">Of whoever reads.</param>
    /// <param name="content">The part of a page that this is the layout of.</param>
    public byte[] Write(IEnumerable<(string Name, object? Value)> values, Language language, string? content = null) =>
        Encoding.UTF8.GetBytes(_template.Value.Render(values, language, content));

    private static Task Send(ServiceRequest request, byte[] page)
    {
        request.Response.Headers.Vary = "Accept-Language";
        request.Response.Headers.CacheControl = "no-cache";
        return request.Send("text/html; charset=utf-8", page);
    }
}
