using System.Xml;
using SrceOgc.Features.Expressions.Fes;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;

namespace SrceOgc.Server.Wfs;

/// <summary>fes:Filter_Capabilities (FES 2.0, 7.13).</summary>
internal static class FilterCapabilities20
{
    private const string Fes = "http://www.opengis.net/fes/2.0";
    private const string Ows = "http://www.opengis.net/ows/1.1";

    private static readonly string[] Geometries =
        ["Envelope", "Point", "MultiPoint", "LineString", "Curve", "MultiCurve", "MultiLineString", "Polygon", "Surface", "MultiSurface",
        "MultiPolygon", "MultiGeometry"];

    public static void Write(XmlWriter xml)
    {
        xml.WriteStartElement("fes", "Filter_Capabilities", Fes);
        Conformance(xml);
        Named(xml, "Id_Capabilities", null, "ResourceIdentifier", ["fes:ResourceId"]);
        Scalar(xml);
        Spatial(xml);
        Temporal(xml);
        Functions(xml);
        xml.WriteEndElement();
    }

    private static void Conformance(XmlWriter xml)
    {
        xml.WriteStartElement("Conformance", Fes);
        foreach (var (name, isTrue) in WfsConstraints.Filter)
        {
            xml.WriteStartElement("Constraint", Fes);
            xml.WriteAttributeString("name", name);
            xml.WriteStartElement("NoValues", Ows);
            xml.WriteEndElement();
            xml.WriteElementString("DefaultValue", Ows, isTrue ? "TRUE" : "FALSE");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Scalar(XmlWriter xml)
    {
        xml.WriteStartElement("Scalar_Capabilities", Fes);
        xml.WriteStartElement("LogicalOperators", Fes);
        xml.WriteEndElement();
        Named(xml, "ComparisonOperators", null, "ComparisonOperator", FesOperators.Comparisons);
        xml.WriteEndElement();
    }

    private static void Spatial(XmlWriter xml)
    {
        xml.WriteStartElement("Spatial_Capabilities", Fes);
        Named(xml, "GeometryOperands", "http://www.opengis.net/gml/3.2", "GeometryOperand", [.. Geometries.Select(name => "gml:" + name)]);
        Named(xml, "SpatialOperators", null, "SpatialOperator", FesOperators.SpatialNames);
        xml.WriteEndElement();
    }

    /// <summary>AnyInteracts is an operator of FES 2.0 that its own schema has no name for.</summary>
    private static void Temporal(XmlWriter xml)
    {
        xml.WriteStartElement("Temporal_Capabilities", Fes);
        Named(xml, "TemporalOperands", "http://www.opengis.net/gml/3.2", "TemporalOperand", ["gml:TimeInstant", "gml:TimePeriod"]);
        Named(xml, "TemporalOperators", null, "TemporalOperator", [.. TemporalOperators.All.Where(name => name != "AnyInteracts")]);
        xml.WriteEndElement();
    }

    private static void Functions(XmlWriter xml)
    {
        xml.WriteStartElement("Functions", Fes);
        foreach (var function in FilterFunctions.All)
        {
            xml.WriteStartElement("Function", Fes);
            xml.WriteAttributeString("name", function.Name);
            xml.WriteElementString("Returns", Fes, Type(function.Result));
            xml.WriteStartElement("Arguments", Fes);
            for (var i = 0; i < function.Arguments.Count; i++)
                Argument(xml, function.Arguments.Count == 1 ? "valeur" : $"valeur{i + 1}", function.Arguments[i]);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Argument(XmlWriter xml, string name, FieldKind kind)
    {
        xml.WriteStartElement("Argument", Fes);
        xml.WriteAttributeString("name", name);
        xml.WriteElementString("Type", Fes, Type(kind));
        xml.WriteEndElement();
    }

    private static string Type(FieldKind kind) => kind switch
    {
        FieldKind.Text => "xsd:string",
        FieldKind.Integer => "xsd:integer",
        FieldKind.DateTime => "xsd:dateTime",
        _ => "xsd:double",
    };

    private static void Named(XmlWriter xml, string group, string? gml, string element, IReadOnlyList<string> names)
    {
        xml.WriteStartElement(group, Fes);
        if (gml is not null)
            xml.WriteAttributeString("xmlns", "gml", null, gml);
        foreach (var name in names)
        {
            xml.WriteStartElement(element, Fes);
            xml.WriteAttributeString("name", name);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
