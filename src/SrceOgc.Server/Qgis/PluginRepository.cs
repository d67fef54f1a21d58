using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Xml;
using SrceOgc.Publishing.Store;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Qgis;

/// <summary>
/// The QGIS plugin (<c>src/qgis-plugin</c>) as a plugin repository of one: <c>plugins.xml</c> and the archive, with this service's address
/// inside. Its texts come from the plugin's own metadata.
/// </summary>
internal static class PluginRepository
{
    public const string ArchiveName = "srceogc.zip";

    private const string ResourcePrefix = "Plugin.", MetadataName = "metadata.txt";

    private static readonly Lazy<Dictionary<string, string>> Metadata = new(ReadMetadata);

    public static byte[] Index(ServiceRequest request) => XmlAnswer.Make(xml =>
    {
        var metadata = Metadata.Value;
        xml.WriteStartElement("plugins");
        xml.WriteStartElement("pyqgis_plugin");
        xml.WriteAttributeString("name", metadata["name"]);
        xml.WriteAttributeString("version", metadata["version"]);
        foreach (var name in (ReadOnlySpan<string>)["description", "about", "version", "tags", "experimental", "deprecated"])
            xml.WriteElementString(name, metadata[name]);
        xml.WriteElementString("qgis_minimum_version", metadata["qgisMinimumVersion"]);
        xml.WriteElementString("qgis_maximum_version", metadata["qgisMaximumVersion"]);
        xml.WriteElementString("author_name", metadata["author"]);
        xml.WriteElementString("homepage", request.PublicUrl + "/");
        xml.WriteElementString("tracker", request.PublicUrl + "/diagnostic");
        xml.WriteElementString("repository", $"{request.PublicUrl}{QgisFiles.Folder}plugins/plugins.xml");
        xml.WriteElementString("icon", request.PublicUrl + "/actifs/icone.svg");
        xml.WriteElementString("file_name", ArchiveName);
        xml.WriteElementString("download_url", $"{request.PublicUrl}{QgisFiles.Folder}plugins/{ArchiveName}");
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    public static byte[] Archive(ServiceRequest request)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var resource in Resources())
                Add(zip, resource[ResourcePrefix.Length..],
                    resource == ResourcePrefix + MetadataName ? MetadataOf(request) : Read(resource));
            Add(zip, "serveur.json",
                JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["adresse"] = request.PublicUrl },
                PluginJson.Default.DictionaryStringString));
        }

        return stream.ToArray();
    }

    /// <summary>Where the plugin comes from and is asked about: this server.</summary>
    private static byte[] MetadataOf(ServiceRequest request) => Encoding.UTF8.GetBytes(Text() + $"homepage={request.PublicUrl}/\n"
        + $"tracker={request.PublicUrl}/diagnostic\nrepository={request.PublicUrl}{QgisFiles.Folder}plugins/plugins.xml\n");

    /// <summary>The version is that of the server that was built with it.</summary>
    private static string Text() =>
        Encoding.UTF8.GetString(Read(ResourcePrefix + MetadataName)).Replace("{version}", Manifest.Builder, StringComparison.Ordinal);

    private static IEnumerable<string> Resources() =>
        typeof(PluginRepository).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using var entry = zip.CreateEntry("srceogc/" + name).Open();
        entry.Write(content);
    }

    private static byte[] Read(string resource)
    {
        using var stream = typeof(PluginRepository).Assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static Dictionary<string, string> ReadMetadata() => Text().Split('\n')
        .Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.Ordinal);
}
