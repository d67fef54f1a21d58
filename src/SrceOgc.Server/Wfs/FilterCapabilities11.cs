using System.Xml;
using SrceOgc.Features.Expressions.Fes;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;

namespace SrceOgc.Server.Wfs;

/// <summary>ogc:Filter_Capabilities (Filter Encoding 1.1.0, 16).</summary>
internal static class FilterCapabilities11
{
    private const string Ogc = "http://www.opengis.net/ogc";

    /// <summary>All that the schema has names for; multiple geometries are read too.</summary>
    private static readonly string[] Geometries = ["Envelope", "Point", "LineString", "Polygon"];

    private static readonly string[] Comparisons =
        ["LessThan", "GreaterThan", "LessThanEqualTo", "GreaterThanEqualTo", "EqualTo", "NotEqualTo", "Like", "Between", "NullCheck"];

    public static void Write(XmlWriter xml)
    {
        xml.WriteStartElement("ogc", "Filter_Capabilities", Ogc);
        Spatial(xml);
        Scalar(xml);
        xml.WriteStartElement("Id_Capabilities", Ogc);
        Empty(xml, "EID");
        Empty(xml, "FID");
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Spatial(XmlWriter xml)
    {
        xml.WriteStartElement("Spatial_Capabilities", Ogc);
        xml.WriteStartElement("GeometryOperands", Ogc);
        foreach (var geometry in Geometries)
            xml.WriteElementString("GeometryOperand", Ogc, "gml:" + geometry);
        xml.WriteEndElement();
        xml.WriteStartElement("SpatialOperators", Ogc);
        foreach (var name in FesOperators.SpatialNames)
        {
            xml.WriteStartElement("SpatialOperator", Ogc);
            xml.WriteAttributeString("name", name);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Scalar(XmlWriter xml)
    {
        xml.WriteStartElement("Scalar_Capabilities", Ogc);
        Empty(xml, "LogicalOperators");
        xml.WriteStartElement("ComparisonOperators", Ogc);
        foreach (var comparison in Comparisons)
            xml.WriteElementString("ComparisonOperator", Ogc, comparison);
        xml.WriteEndElement();
        xml.WriteStartElement("ArithmeticOperators", Ogc);
        Empty(xml, "SimpleArithmetic");
        xml.WriteStartElement("Functions", Ogc);
        xml.WriteStartElement("FunctionNames", Ogc);
        foreach (var function in FilterFunctions.All)
        {
            xml.WriteStartElement("FunctionName", Ogc);
            xml.WriteAttributeString("nArgs", function.Arguments.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            xml.WriteString(function.Name);
            xml.WriteEndElement();
        }

        for (var i = 0; i < 4; i++)
            xml.WriteEndElement();
    }

    private static void Empty(XmlWriter xml, string name)
    {
        xml.WriteStartElement(name, Ogc);
        xml.WriteEndElement();
    }
}
