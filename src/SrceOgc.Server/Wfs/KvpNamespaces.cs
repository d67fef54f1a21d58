using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Fes;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wfs;

/// <summary>
/// The prefixes that NAMESPACES binds (WFS 2.0.0, 7.6.6: xmlns(prefix,uri) pairs; 1.1.0 writes xmlns(prefix=uri)). Only those of GML
/// matter: any other
/// prefix of a name may be whatever the client likes.
/// </summary>
internal sealed class KvpNamespaces
{
    private readonly Dictionary<string, string> _bound = new(StringComparer.Ordinal);

    public static KvpNamespaces Of(Parameters parameters)
    {
        var namespaces = new KvpNamespaces();
        var text = parameters.Optional("NAMESPACES") ?? parameters.Optional("NAMESPACE") ?? "";
        foreach (var pair in text.Split("xmlns(", RequestLimits.Names, StringSplitOptions.RemoveEmptyEntries))
            if (pair.TrimEnd(',', ')', ' ').Split([',', '='], 2) is [var prefix, var uri])
                namespaces._bound[prefix.Trim()] = uri.Trim();
        return namespaces;
    }

    /// <summary>See <see cref="FilterXml.QualifiedName"/>.</summary>
    public string Qualified(string name) => FilterXml.QualifiedName(_bound.GetValueOrDefault, name);
}
