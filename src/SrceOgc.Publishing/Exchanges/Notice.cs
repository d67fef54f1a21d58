using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Exchanges;

/// <summary>What a subscriber is to be told: one line of the journal. Made again from that line, it has the same id.</summary>
internal sealed class Notice(Subscription to, JournalEntry entry)
{
    private readonly byte[] _body = Write(entry);

    public Subscription To => to;

    public JournalEntry Entry => entry;

    /// <summary>A subscriber that was called twice knows it by this id (Standard Webhooks, "idempotency").</summary>
    public string Id { get; } = "msg_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{to.Id} {entry.Date.Ticks} {entry.Action} {entry.Version} {entry.Dataset}"))))[..32];

    public HttpRequestMessage Request(Uri address, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(_body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add("webhook-id", Id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", to.Sign(Id, timestamp, _body));
        return request;
    }

    private static byte[] Write(JournalEntry entry) => JsonAnswer.Make(json =>
    {
        json.WriteStartObject();
        json.WriteString("evenement", entry.Action);
        json.WriteString("jeu", entry.Dataset);
        if (entry.Version is { } version)
            json.WriteNumber("version", version);
        json.WriteString("date", entry.Date);
        json.WriteString("auteur", entry.Author);
        json.WriteString("commentaire", entry.Comment);
        json.WriteEndObject();
    });
}
