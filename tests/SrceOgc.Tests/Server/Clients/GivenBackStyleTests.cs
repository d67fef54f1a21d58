using SrceOgc.Rendering.StyleFormats.Libraries;

namespace SrceOgc.Tests.Server.Clients;

/// <summary>Every QML at hand, delivered to QGIS as it is and as the server gives it back.</summary>
public sealed class GivenBackStyleTests : IDisposable
{
    private const string Hostile = "<?xml-stylesheet type=\"text/xsl\" href=\"#x\"?>";

    private readonly string _folder = Directory.CreateTempSubdirectory("srceogc-styles").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void QGIS_finds_the_same_renderer_and_labels()
    {
        foreach (var file in Files())
        {
            var delivered = File.ReadAllText(file);
            var name = Path.GetFileNameWithoutExtension(file);
            File.WriteAllText(Path.Combine(_folder, name + ".delivered.qml"), delivered);
            File.WriteAllText(Path.Combine(_folder, name + ".given.qml"), "<!DOCTYPE qgis>\n"
                + DeliveredStyle.QmlRoot(Poisoned(delivered)));
        }

        PythonClient.Run("qgis", "qgis_given_back.py", "styles the same", _folder);
    }

    /// <summary>What must not come back, in every place it could stand.</summary>
    private static string Poisoned(string qml) => qml
        .Replace("</qgis>", "<attributeactions><actionsetting action=\"import os\"/></attributeactions><editforminitcode>import os"
            + "</editforminitcode>"
            + "<script xmlns=\"http://www.w3.org/1999/xhtml\">alert(1)</script><x:script xmlns:x=\"http://www.w3.org/1999/xhtml\"/></qgis>",
                StringComparison.Ordinal)
        .Replace("</renderer-v2>", Hostile
            + "<script xmlns=\"http://www.w3.org/1999/xhtml\">alert(1)</script><mapTip>x</mapTip></renderer-v2>", StringComparison.Ordinal);

    private static IEnumerable<string> Files()
    {
        var shared = Path.Combine(SharedData.Directory, "styles");
        return Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "tests/fidelity"), "*.qml")
            .Concat(Directory.Exists(shared) ? Directory.EnumerateFiles(shared, "*.qml") : []);
    }
}
