using System.Text;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.StyleFormats;
using SrceOgc.Rendering.StyleFormats.Libraries;
using SrceOgc.Rendering.StyleFormats.Sld;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;
using SrceOgc.Server.Maps;

namespace SrceOgc.Server.Wms;

/// <summary>
/// Styles a client sends with its request: SLD_BODY, or a StyledLayerDescriptor as the body of a POST (SLD 1.1.0 profile of
/// WMS, 05-078r4, 6.2). They are data: nothing in them is fetched or opened.
/// </summary>
internal sealed class RequestStyles
{
    private const int LargestDocument = 1 << 20;

    private readonly IReadOnlyList<SldLayer> _layers;
    private readonly string _stamp;
    private readonly Dictionary<(CatalogLayer, SldStyle), CatalogStyle> _bound = [];
    private int _elements;

    private static readonly SldStyle ServersOwn = new("", "", true, null);

    private RequestStyles(IReadOnlyList<SldLayer> layers, string stamp)
    {
        _layers = layers;
        _stamp = stamp;
    }

    /// <summary>Null when the request sends none.</summary>
    /// <exception cref="ServiceException">The document cannot be read.</exception>
    public static RequestStyles? Of(Parameters parameters)
    {
        if (parameters.Optional("SLD") is not null)
            throw new ServiceException("InvalidParameterValue", "SLD", new(
                "SLD : ce serveur ne va chercher aucun style à une adresse ; envoyez-le dans SLD_BODY.",
                    "SLD: this server fetches no style from an address; send it in SLD_BODY."));
        if (parameters.Optional("SLD_BODY") is not { } body)
            return null;
        if (body.Length > LargestDocument)
            throw Wrong($"le document dépasse {LargestDocument} caractères", $"the document exceeds {LargestDocument} characters");
        try
        {
            var root = StyleXml.Load(body);
            SldReader.CheckCounts(root);
            return new(SldReader.ReadLayers(root), Stamp(body));
        }
        catch (StyleException fault)
        {
            throw Wrong(fault.Message, fault.Message);
        }
    }

    /// <summary>The layers of the document that name one of ours, bottom first, when LAYERS names none.</summary>
    /// <exception cref="ServiceException">Too many of them, counted before a style is bound; or a style that cannot be.</exception>
    public List<StyledLayer> Layers(Catalog catalog)
    {
        var layers = new List<(CatalogLayer Layer, SldStyle Style)>();
        foreach (var sent in _layers)
            foreach (var layer in LayerTree.Resolve(catalog, "SLD_BODY", sent.Name))
                foreach (var style in sent.Styles.Count > 0 ? sent.Styles : [ServersOwn])
                    if (layers.Count < RequestLimits.MapLayers)
                        layers.Add((layer, style));
                    else
                        throw LayerTree.TooMany("SLD_BODY", layers.Count + 1);
        return layers.ConvertAll(found => new StyledLayer(found.Layer, Bind(found.Layer, found.Style)));
    }

    /// <summary>The style of this name the document gives a layer, or its only one; null when the document has none for it.</summary>
    public CatalogStyle? Find(CatalogLayer layer, string name)
    {
        var styles = _layers.Where(sent => LayerTree.LocalName(sent.Name) == layer.Name || sent.Name.Length == 0)
            .SelectMany(sent => sent.Styles).ToArray();
        var chosen = styles.FirstOrDefault(s => s.Name == name && name.Length > 0)
            ?? (name.Length == 0 ? styles.FirstOrDefault(s => s.IsDefault) ?? styles.FirstOrDefault() : null);
        return chosen is null ? null : Bind(layer, chosen);
    }

    private CatalogStyle Bind(CatalogLayer layer, SldStyle sent)
    {
        if (sent.Definition is null)
            return StyledLayer.StyleOf(layer, sent.Name, "SLD_BODY");
        if (_bound.TryGetValue((layer, sent), out var known))
            return known;
        _elements += sent.Definition.DescendantsAndSelf().Count();
        if (_elements > RequestLimits.StyleElements)
            throw Wrong($"les styles comptent plus de {RequestLimits.StyleElements} éléments pour l'ensemble des couches demandées",
                $"the styles have more than {RequestLimits.StyleElements} elements for all layers asked for");
        return _bound[(layer, sent)] = BindAnew(layer, sent);
    }

    private CatalogStyle BindAnew(CatalogLayer layer, SldStyle sent)
    {
        try
        {
            var losses = new StyleLosses();
            var context = new SldContext(layer.Type, losses) { IsSent = true };
            var style = SldReader.Read(sent.Name.Length > 0 ? sent.Name : "sld", sent, context);
            return new(new LayerStyle(style, StyleOrigin.Generic, "SLD_BODY", losses.All, null, null), new RuleCache((int)layer.Type.Count),
                _stamp);
        }
        catch (StyleException fault)
        {
            throw Wrong(fault.Message, fault.Message);
        }
    }

    private static string Stamp(string body) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(body)));

    private static ServiceException Wrong(string french, string english) =>
        new("InvalidParameterValue", "SLD_BODY", new($"SLD_BODY : {french}.", $"SLD_BODY: {english}."));
}
