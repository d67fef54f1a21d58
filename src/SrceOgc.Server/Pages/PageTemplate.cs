using System.Text;
using System.Text.Encodings.Web;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Pages;

/// <summary>A page built into the server, with <c>{{names}}</c> to fill in.</summary>
internal sealed class PageTemplate(string name)
{
    private readonly string _text = Encoding.UTF8.GetString(new PageAsset(name, "text/html").Content!);

    public static string Encoded(string text) => HtmlEncoder.Default.Encode(text);

    /// <summary>Answers with the page, made once per catalogue, language and public address.</summary>
    public Task Send(ServiceRequest request, string key, IEnumerable<(string Name, string Html)> values)
    {
        request.Response.Headers.Vary = "Accept-Language";
        request.Response.Headers.CacheControl = "no-cache";
        var page = request.Catalog.Memo.GetOrAdd($"{name} {key} {request.Language} {request.PublicUrl}", () =>
            Encoding.UTF8.GetBytes(Fill(values)));
        return request.Send("text/html; charset=utf-8", page);
    }

    private string Fill(IEnumerable<(string Name, string Html)> values)
    {
        var page = new StringBuilder(_text);
        foreach (var (placeholder, html) in values)
            page.Replace("{{" + placeholder + "}}", html);
        return page.ToString();
    }
}
