using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SrceOgc.Publishing.Exchanges;

/// <summary>An address the server must not call; the message is French.</summary>
internal sealed class OutboundException(string message) : Exception(message);

/// <summary>
/// The hosts an administrator lets the server call, each a name or an IP address, with a port or without. A name that leads into
/// a private network is followed only when that very IP address is on the list too: names belong to whoever runs their DNS.
/// </summary>
public sealed class AllowedHosts(string list)
{
    private readonly HashSet<string> _hosts = new(Split(list), StringComparer.OrdinalIgnoreCase);

    private readonly IPAddress[] _addresses = [.. Split(list).Select(Literal).OfType<IPAddress>()];

    /// <summary>Whether a text can be such a list.</summary>
    public static bool IsList(string text) =>
        Split(text).All(static host => Literal(host) is not null || Uri.CheckHostName(WithoutPort(host)) == UriHostNameType.Dns);

    /// <exception cref="OutboundException">Not http or https, or to a host that is not on the list.</exception>
    public void Check(Uri address)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0)
            throw new OutboundException($"« {address} » n'est pas une adresse http ou https sans mot de passe.");
        var host = address.IdnHost;
        if (!_hosts.Contains(host) && !_hosts.Contains(string.Create(CultureInfo.InvariantCulture, $"{host}:{address.Port}")))
            throw new OutboundException($"L'hôte « {host} » n'est pas de ceux que le serveur peut appeler (réglage allowedHosts).");
    }

    /// <exception cref="OutboundException">A private address that is not itself on the list.</exception>
    public void Check(string host, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (!IsPublic(plain) && !_addresses.Contains(plain))
            throw new OutboundException(
                $"L'hôte « {host} » mène à une adresse privée, {plain}, qui n'est pas elle-même de celles que le serveur peut appeler "
                + $"(réglage allowedHosts).");
    }

    /// <summary>None of the special blocks of the IANA registries (RFC 6890 and its updates) that lead inside.</summary>
    private static bool IsPublic(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return (bytes[0] & 0xE0) == 0x20 && !address.IsIPv6Teredo && !(bytes[0] == 0x20 && bytes[1] == 0x02);
        return bytes switch
        {
            [0 or 10 or 127 or >= 224, ..] => false,
            [100, >= 64 and < 128, ..] => false,
            [169, 254, ..] => false,
            [172, >= 16 and < 32, ..] => false,
            [192, 168, ..] or [192, 0, 0, ..] => false,
            [198, 18 or 19, ..] => false,
            _ => true,
        };
    }

    private static IPAddress? Literal(string host) =>
        IPAddress.TryParse(host, out var whole) ? whole : IPAddress.TryParse(WithoutPort(host), out var address) ? address : null;

    private static string WithoutPort(string host) =>
        host.LastIndexOf(':') is > 0 and var colon && host.AsSpan(colon + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? host[..colon] : host;

    private static string[] Split(string list) => list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
