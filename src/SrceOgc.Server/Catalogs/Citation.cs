using System.Globalization;
using System.Text.Json;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Server.Catalogs;

/// <summary>How a legal act or a study cites the data it was made with: an address, what tells the data apart for ever, and a
/// sentence.</summary>
internal sealed class Citation(Manifest manifest, ServiceDescription service, string siteUrl)
{
    public string Address { get; } =
        string.Create(CultureInfo.InvariantCulture, $"{siteUrl}/versions/{manifest.Dataset}-{manifest.Version}");

    public Text Sentence => new(
        $"« {manifest.Dataset} », version {manifest.Version} du {manifest.Published:dd/MM/yyyy}, {Producer}, {service.Title.Text.French} ; "
            + $"fichier livré : SHA-256 {manifest.Source.Sha256}{Built("construit par")}. {Address}",
        $"'{manifest.Dataset}', version {manifest.Version} of {manifest.Published:yyyy-MM-dd}, {Producer}, {service.Title.Text.English}; "
            + $"delivered file: SHA-256 {manifest.Source.Sha256}{Built("built by")}. {Address}");

    private string Producer => service.Contact.Organization;

    private string Built(string by) => manifest.BuiltBy.Length > 0 ? $", {by} SrceOgc {manifest.BuiltBy}" : "";

    public void Write(Utf8JsonWriter json, Language language)
    {
        json.WriteStartObject("citation");
        json.WriteString("adresse", Address);
        json.WriteString("date", manifest.Published);
        json.WriteString("sha256", manifest.Source.Sha256);
        if (manifest.BuiltBy.Length > 0)
            json.WriteString("serveur", manifest.BuiltBy);
        json.WriteString("phrase", Sentence.In(language));
        json.WriteEndObject();
    }
}
