using System.Text;
using SrceOgc.Publishing.Checks;
using SrceOgc.Publishing.Deliveries;

namespace SrceOgc.Tests.Publishing.Deliveries;

/// <summary>What servers of before kept in their stores is read, whatever its keys are called now.</summary>
public sealed class FormerReportTests
{
    private const string Kept = """
        {
          "IsDraft": true,
          "Changes": {
            "Since": 1, "Threshold": 0.2,
            "Layers": [{ "Name": "haies", "Table": "Haies", "Before": { "Objects": 60, "AreaM2": null, "LengthM": 1200 },
              "After": null, "FieldsAdded": [], "FieldsGone": ["essence"], "ObjectsLost": 60, "IsGone": true }],
            "Lost": { "French": "1 couche sur 1", "English": "1 layer of 1" }, "NeedConsent": true
          },
          "Faults": "/api/v1/jeux/haies/versions/2/defauts.gpkg", "Verdict": "gardé comme brouillon",
          "Dataset": "haies", "File": "haies.gpkg", "Date": "2026-03-01T08:00:00Z", "Accepted": true, "Version": 2,
          "Findings": [{ "X": 650000.5, "Y": null, "Severity": "ToFix", "Layer": "Haies", "Message": "objet en double.",
            "Advice": "Ôtez-le.", "Row": 7, "Count": 3 }]
        }
        """;

    [Fact]
    public void A_report_of_before_is_read_whole()
    {
        var report = Report.Parse(Encoding.UTF8.GetBytes(Kept));
        Assert.Equal(("haies", "haies.gpkg", true, 2, true),
            (report.Dataset, report.File, report.Accepted, report.Version, report.IsDraft));
        var finding = Assert.Single(report.Findings);
        Assert.Equal((Severity.ToFix, "Haies", 7L, 3, 650000.5), (finding.Severity, finding.Layer, finding.Row, finding.Count, finding.X));
        Assert.Equal("1 layer of 1", report.Changes!.Lost.English);
        var layer = Assert.Single(report.Changes.Layers);
        Assert.Equal((60L, 1200.0, true, "essence"), (layer.ObjectsLost, layer.Before!.LengthM, layer.IsGone, layer.FieldsGone[0]));
    }

    [Fact]
    public void A_kept_report_is_read_in_every_language_it_was_written_in()
    {
        var report = Report.Parse(Encoding.UTF8.GetBytes(Kept));
        var kept = Report.Parse(report.KeptJson());
        Assert.Equal(report.Changes!.Lost, kept.Changes!.Lost);
        Assert.Equal(report.Findings, kept.Findings);
    }
}
