using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.Exchanges;

public static class OutboundAddress
{
    /// <summary>The address as an administrator wrote it, when the server may call it.</summary>
    /// <exception cref="ServiceException">It may not; the parameter is named.</exception>
    public static string Allowed(this OutboundClient client, string parameter, string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address))
            throw ServiceException.Invalid(parameter, text, "une adresse http ou https", "an http or https address");
        try
        {
            client.Check(address);
            return address.AbsoluteUri;
        }
        catch (OutboundException fault)
        {
            throw new ServiceException("InvalidParameterValue", parameter, new(
                $"{parameter} : {fault.Message}", $"{parameter}: this is not an address the server may call (setting allowedHosts)."));
        }
    }
}
