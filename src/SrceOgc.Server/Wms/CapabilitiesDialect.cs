namespace SrceOgc.Server.Wms;

/// <summary>How capabilities of a version of WMS are written: 1.3.0 (annex E.1) and 1.1.1 (annex A.1) say the same in other
/// words.</summary>
internal sealed record CapabilitiesDialect(string Root, string Namespace, string SldNamespace, string ServiceName, string MediaType,
    string MetadataType, IReadOnlyList<string> ImageExceptions)
{
    private const string Wms = "http://www.opengis.net/wms", Sld = "http://www.opengis.net/sld";

    private static readonly CapabilitiesDialect V130 = new("WMS_Capabilities", Wms, Sld, "WMS", "text/xml", "other", ["INIMAGE", "BLANK"])
    {
        SchemaLocation = $"{Wms} http://schemas.opengis.net/wms/1.3.0/capabilities_1_3_0.xsd {Sld} "
            + "http://schemas.opengis.net/sld/1.1.0/sld_capabilities.xsd",
        SaysLimits = true,
        HasLonLat = true,
        HasIsoBox = true,
        HasValuesInDimension = true,
        HasScaleDenominators = true,
    };

    private static readonly CapabilitiesDialect V111 = new("WMT_MS_Capabilities", "", "", "OGC:WMS", "application/vnd.ogc.wms_xml", "TC211",
        ["application/vnd.ogc.se_inimage", "application/vnd.ogc.se_blank"])
    {
        DocumentType = "http://schemas.opengis.net/wms/1.1.1/WMS_MS_Capabilities.dtd",
        SaysGetStyles = true,
    };

    public string? DocumentType { get; private init; }

    public string? SchemaLocation { get; private init; }

    /// <summary>LayerLimit, MaxWidth and MaxHeight.</summary>
    public bool SaysLimits { get; private init; }

    public bool SaysGetStyles { get; private init; }

    /// <summary>CRS:84 is among the systems.</summary>
    public bool HasLonLat { get; private init; }

    /// <summary>EX_GeographicBoundingBox, not LatLonBoundingBox.</summary>
    public bool HasIsoBox { get; private init; }

    /// <summary>Dimension holds its values, not an Extent beside it.</summary>
    public bool HasValuesInDimension { get; private init; }

    /// <summary>MinScaleDenominator and MaxScaleDenominator, not ScaleHint.</summary>
    public bool HasScaleDenominators { get; private init; }

    public static CapabilitiesDialect Of(WmsVersion version) => version == WmsVersion.V130 ? V130 : V111;
}
