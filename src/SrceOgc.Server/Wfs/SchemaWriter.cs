using System.Xml;
using SrceOgc.Features.Layers;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wfs;

/// <summary>
/// The application schema of some layers: one flat document without includes or inheritance among its own types, which is
/// what QGIS and GDAL can read (qgis/QGIS#54942, #42660). A column's own name, when it is not an XML name, is in the
/// annotation.
/// </summary>
internal static class SchemaWriter
{
    private const string Xsd = "http://www.w3.org/2001/XMLSchema";

    public static byte[] Write(IReadOnlyList<CatalogLayer> layers, SchemaDialect dialect, string namespaceUri) => XmlAnswer.Make(xml =>
    {
        xml.WriteStartElement("xsd", "schema", Xsd);
        xml.WriteAttributeString("xmlns", "gml", null, dialect.GmlNamespace);
        xml.WriteAttributeString("xmlns", WfsNames.Prefix, null, namespaceUri);
        xml.WriteAttributeString("targetNamespace", namespaceUri);
        xml.WriteAttributeString("elementFormDefault", "qualified");
        xml.WriteStartElement("import", Xsd);
        xml.WriteAttributeString("namespace", dialect.GmlNamespace);
        xml.WriteAttributeString("schemaLocation", dialect.GmlSchema);
        xml.WriteEndElement();
        foreach (var layer in layers)
            WriteType(xml, layer, dialect);
        xml.WriteEndElement();
    });

    private static void WriteType(XmlWriter xml, CatalogLayer layer, SchemaDialect dialect)
    {
        xml.WriteStartElement("complexType", Xsd);
        xml.WriteAttributeString("name", layer.Name + "Type");
        xml.WriteStartElement("complexContent", Xsd);
        xml.WriteStartElement("extension", Xsd);
        xml.WriteAttributeString("base", "gml:AbstractFeatureType");
        xml.WriteStartElement("sequence", Xsd);
        if (layer.IsSpatial)
            WriteElement(xml, layer.Type.GeometryName, "gml:" + dialect.PropertyType(layer.Type), null);
        foreach (var field in layer.Type.Fields)
            WriteElement(xml, field.Name, XsdType(field.Kind), field.Title == field.Name ? null : field.Title);
        for (var i = 0; i < 4; i++)
            xml.WriteEndElement();
        xml.WriteStartElement("element", Xsd);
        xml.WriteAttributeString("name", layer.Name);
        xml.WriteAttributeString("type", $"{WfsNames.Prefix}:{layer.Name}Type");
        xml.WriteAttributeString("substitutionGroup", "gml:" + dialect.Feature);
        xml.WriteEndElement();
    }

    private static void WriteElement(XmlWriter xml, string name, string type, string? title)
    {
        xml.WriteStartElement("element", Xsd);
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("minOccurs", "0");
        xml.WriteAttributeString("nillable", "true");
        if (title is not null)
        {
            xml.WriteStartElement("annotation", Xsd);
            xml.WriteElementString("documentation", Xsd, title);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    public static string XsdType(FieldKind kind) => kind switch
    {
        FieldKind.Boolean => "xsd:boolean",
        FieldKind.Integer => "xsd:long",
        FieldKind.Real => "xsd:double",
        FieldKind.Date => "xsd:date",
        FieldKind.DateTime => "xsd:dateTime",
        FieldKind.Blob => "xsd:base64Binary",
        _ => "xsd:string",
    };
}
