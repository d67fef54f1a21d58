using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace SrceOgc.Publishing.Exchanges;

/// <summary>Who wants to be told of a dataset's changes, or of every public one's (<c>*</c>), and the secret both sides sign
/// with.</summary>
public sealed record Subscription(string Id, string Address, string Dataset, string Secret, DateTime Created)
{
    private const string Prefix = "whsec_";

    public static Subscription New(string address, string dataset, DateTime now) =>
        new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)), address, dataset, Prefix
            + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), now);

    /// <summary>The signature of the Standard Webhooks specification: HMAC-SHA256 of id, time and body joined by dots.</summary>
    public string Sign(string id, string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Secret[Prefix.Length..]), signed));
    }
}

[JsonSerializable(typeof(List<Subscription>))]
[JsonSourceGenerationOptions(WriteIndented = true)]
public sealed partial class SubscriptionJson : JsonSerializerContext;
