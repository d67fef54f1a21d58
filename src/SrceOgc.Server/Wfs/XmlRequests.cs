using System.Text;
using System.Xml;
using System.Xml.Linq;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Fes;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wfs;

/// <summary>
/// Reads a request posted as XML into the parameters of its equivalent in the address, and its queries: from there on both
/// are one. Filters stay text: they are read when the layer is known.
/// </summary>
internal sealed class XmlRequests
{
    /// <summary>Of WFS 1.0.0 and 1.1.0.</summary>
    private const string Namespace1 = "http://www.opengis.net/wfs";

    private readonly XmlReader _reader;
    private readonly Parameters _parameters;
    private readonly List<QueryText> _queries = [];
    private readonly List<string> _names = [];

    private XmlRequests(XmlReader reader, Parameters parameters)
    {
        _reader = reader;
        _parameters = parameters;
    }

    /// <summary>Sets REQUEST and the other parameters; returns the queries.</summary>
    public static async Task<IReadOnlyList<QueryText>> Read(ServiceRequest request)
    {
        using var body = new MemoryStream();
        await CopyBounded(request, body);
        body.Position = 0;
        try
        {
            using var reader = FilterXml.Open(body);
            reader.MoveToContent();
            return new XmlRequests(reader, request.Parameters).ReadRoot();
        }
        catch (Exception fault) when (fault is XmlException or FilterException or DecoderFallbackException)
        {
            throw new ServiceException("OperationParsingFailed", null, fault is FilterException filter
                ? new(filter.French, filter.English) : new(
                "Le corps de la requête n'est pas un document XML bien formé, ou contient une DTD.",
                    "The body of the request is not well-formed XML, or contains a DTD."));
        }
    }

    private static async Task CopyBounded(ServiceRequest request, MemoryStream target)
    {
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Context.Request.Body.ReadAsync(buffer, request.Aborted)) > 0)
        {
            target.Write(buffer, 0, read);
            if (target.Length > RequestLimits.FilterCharacters)
                throw new ServiceException("OperationParsingFailed", null,
                    new($"La requête dépasse {RequestLimits.FilterCharacters} octets.",
                    $"The request exceeds {RequestLimits.FilterCharacters} bytes."), StatusCodes.Status413PayloadTooLarge);
        }
    }

    private List<QueryText> ReadRoot()
    {
        if (_reader.LocalName == "Envelope")
            throw new ServiceException("OperationNotSupported", "SOAP",
                new("Les enveloppes SOAP ne sont pas acceptées : poster l'élément wfs directement.",
                "SOAP envelopes are not accepted: post the wfs element itself."));
        if (_reader.NamespaceURI is not (Namespace1 or "http://www.opengis.net/wfs/2.0"))
            throw new ServiceException("OperationParsingFailed", null,
                new("L'élément racine n'est pas une opération WFS.", "The root element is not a WFS operation."));
        _parameters.Set("REQUEST", _reader.LocalName);
        ReadAttributes((name, value) => _parameters.Set(name, value));
        // WFS 1.1.0 (04-094), 7.8: the version is that of the namespace, which 1.0.0 and 1.1.0 share.
        if (_reader.NamespaceURI == Namespace1 && _parameters.Optional("VERSION") is null)
            _parameters.Set("VERSION", WfsVersion.V110.Number);
        _reader.ReadChildren(ReadChild);
        if (_names.Count > 0)
            _parameters.Set("TYPENAMES", string.Join(',', _names));
        return _queries;
    }

    private void ReadAttributes(Action<string, string> add)
    {
        while (_reader.MoveToNextAttribute())
            if (_reader.Prefix.Length == 0 && _reader.LocalName != "xmlns")
                add(_reader.LocalName.ToUpperInvariant(), _reader.LocalName == "valueReference" ? Qualified(_reader.Value) : _reader.Value);
        _reader.MoveToElement();
    }

    private string Qualified(string name) => FilterXml.QualifiedName(_reader.LookupNamespace, name.Trim());

    private void ReadChild()
    {
        switch (_reader.LocalName)
        {
            case "Query":
                Add(ReadQuery());
                break;
            case "StoredQuery":
                Add(ReadStoredQuery());
                break;
            case "TypeName":
                _names.Add(Counted(_reader.ReadText().Trim(), _names.Count, RequestLimits.Names));
                break;
            case "StoredQueryId":
                _parameters.Set("STOREDQUERY_ID", _parameters.All.TryGetValue("STOREDQUERY_ID", out var before)
                    ? $"{before},{_reader.ReadText().Trim()}" : _reader.ReadText().Trim());
                break;
            case "AcceptVersions":
                ReadList("ACCEPTVERSIONS");
                break;
            case "Sections":
                ReadList("SECTIONS");
                break;
            default:
                _reader.Skip();
                break;
        }
    }

    /// <summary>Counted as they come: what is too much is not read to its end.</summary>
    private void Add(QueryText query)
    {
        _queries.Add(query);
        QueryText.RequireCount(_queries.Count);
    }

    private static string Counted(string name, int before, int most) =>
        before < most ? name : throw new ServiceException("OperationParsingFailed", null, new(
        $"Liste trop longue : au plus {most} noms.", $"List too long: at most {most} names."));

    private void ReadList(string parameter)
    {
        var values = new List<string>();
        _reader.ReadChildren(() => values.Add(Counted(_reader.ReadText().Trim(), values.Count, RequestLimits.Names)));
        _parameters.Set(parameter, string.Join(',', values));
    }

    private QueryText ReadQuery()
    {
        var query = new QueryText
        {
            TypeNames = (_reader.GetAttribute("typeNames") ?? _reader.GetAttribute("typeName") ?? "")
                .Split([' ', ','], StringSplitOptions.RemoveEmptyEntries),
            SrsName = _reader.GetAttribute("srsName"),
        };
        var properties = new List<string>();
        _reader.ReadChildren(() => query = ReadQueryChild(query, properties));
        return query with { Properties = properties };
    }

    private QueryText ReadQueryChild(QueryText query, List<string> properties)
    {
        switch (_reader.LocalName)
        {
            case "PropertyName":
                properties.Add(Counted(_reader.ReadName(), properties.Count, RequestLimits.Properties));
                return query;
            case "Filter":
                return query with { PostedFilter = (XElement)XNode.ReadFrom(_reader) };
            case "SortBy":
                return query with { SortBy = ReadSortBy() };
            default:
                throw new ServiceException("OptionNotSupported", _reader.LocalName, new(
                    $"L'élément <{ServiceException.Shortened(_reader.LocalName)}> n'est pas pris en charge dans une requête.",
                        $"Element <{ServiceException.Shortened(_reader.LocalName)}> is not supported in a query."));
        }
    }

    private string ReadSortBy()
    {
        var keys = new List<string>();
        _reader.ReadChildren(() =>
        {
            var (name, order) = ("", "ASC");
            _reader.ReadChildren(() =>
            {
                if (_reader.LocalName == "SortOrder")
                    order = _reader.ReadText().Trim();
                else
                    name = _reader.ReadName();
            });
            keys.Add(Counted($"{name} {order}", keys.Count, RequestLimits.SortKeys));
        });
        return string.Join(',', keys);
    }

    private QueryText ReadStoredQuery()
    {
        var identifier = _reader.GetAttribute("id") ?? throw ServiceException.Missing("id");
        var arguments = new Dictionary<string, string>();
        _reader.ReadChildren(() =>
        {
            var name = _reader.GetAttribute("name") ?? throw ServiceException.Missing("name");
            arguments[name.ToUpperInvariant()] = _reader.ReadText().Trim();
        });
        return new QueryText { StoredQuery = identifier, Arguments = arguments };
    }
}
