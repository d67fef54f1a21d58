using SrceOgc.Rendering.StyleFormats.Libraries;
using SrceOgc.Rendering.Styles;

namespace SrceOgc.Tests.Rendering.StyleFormats.Libraries;

/// <summary>Coded values of a QML arrive with their meanings; forms, code and HTML do not.</summary>
public sealed class DeliveredFormsTests
{
    private const string Qml = """
        <qgis version="3.22"><fieldConfiguration>
        <field name="etat"><editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List">
        <Option type="Map"><Option name="Bon" type="QString" value="1"/></Option>
        <Option type="Map"><Option name="À restaurer" type="QString" value="2"/></Option></Option></Option></config></editWidget></field>
        <field name="ancien"><editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="Map">
        <Option name="Oui" type="QString" value="O"/></Option></Option></config></editWidget></field>
        <field name="photo"><editWidget type="ExternalResource"><config><Option type="Map"><Option name="map" type="QString" value="x"/>
        </Option></config></editWidget></field></fieldConfiguration>
        <previewExpression>"nom" || ' (' || "etat" || ')'</previewExpression><editforminitcode>import os</editforminitcode>
        <mapTip>&lt;script&gt;</mapTip></qgis>
        """;

    private static LayerStyle Style(string? qml) => new(new Style { Name = "défaut", Title = "" }, StyleOrigin.Dataset, "", [],
        qml, null);

    [Fact]
    public void Meanings_of_both_forms_are_read_and_nothing_else()
    {
        var maps = DeliveredForms.ValueMaps(Style(Qml));
        Assert.Equal(["etat", "ancien"], maps.Keys);
        Assert.Equal([new("1", "Bon"), new("2", "À restaurer")], maps["etat"]);
        Assert.Equal([new("O", "Oui")], maps["ancien"]);
        Assert.Equal("\"nom\" || ' (' || \"etat\" || ')'", DeliveredForms.DisplayExpression(Style(Qml)));
    }

    [Fact]
    public void A_style_of_other_terms_says_none()
    {
        Assert.Empty(DeliveredForms.ValueMaps(Style(null)));
        Assert.Null(DeliveredForms.DisplayExpression(Style(null)));
    }
}
