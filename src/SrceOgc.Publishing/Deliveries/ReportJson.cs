using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Checks;
using SrceOgc.Publishing.Losses;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>Reports as JSON, accents as they are: one language for whoever asks, both where they are kept.</summary>
[JsonSerializable(typeof(Report))]
[JsonSerializable(typeof(DeliveryChanges))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    public static ReportJson Kept { get; } = Speaking(null);

    private static readonly ReportJson French = Speaking(Language.French), English = Speaking(Language.English);

    public static ReportJson In(Language language) => language == Language.English ? English : French;

    private static ReportJson Speaking(Language? language) => new(new JsonSerializerOptions
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new TextConverter(language), new SeverityConverter() },
    });
}
