using System.Xml.Linq;

namespace SrceOgc.Server.Qgis;

/// <summary>
/// A CRS as QGIS projects name it. The authority's code is enough: QGIS knows the rest, and 300 layers would repeat it. It reads
/// the code only beside some number of its own CRS table, whatever that number is.
/// </summary>
internal static class ProjectCrs
{
    public static XElement Of(string code) => new("spatialrefsys", new XElement("srsid", 1), new XElement("authid", code));
}
