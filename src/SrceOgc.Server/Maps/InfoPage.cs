using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Maps;

/// <summary>Picked features for people: a fragment of HTML that QGIS and web maps show as it is, or plain text. Nothing for
/// nothing.</summary>
internal static class InfoPage
{
    private static readonly NumberFormatInfo French = new() { NumberDecimalSeparator = "," };

    public static byte[] Html(IReadOnlyList<PickedLayer> found, InfoTemplates templates, Language language)
    {
        if (found.Count == 0)
            return [];
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"").Append(language == Language.French ? "fr" : "en")
            .Append("\"><head><meta charset=\"utf-8\"><title>")
            .Append(language == Language.French ? "Objets trouvés" : "Features found").Append("</title></head><body>\n");
        foreach (var picked in found)
        {
            if (templates.Has(picked.Layer.Layer.Name))
            {
                AppendTemplate(html, picked, templates, language);
                continue;
            }

            html.Append("<h3>").Append(Encoded(picked.Layer.Layer.Title.In(language))).Append("</h3>\n");
            ForEachFeature(picked, () => html.Append("<table>\n"), (title, value) => html.Append("<tr><th align=\"left\" scope=\"row\">")
                .Append(Encoded(title)).Append("</th><td>").Append(Encoded(value)).Append("</td></tr>\n"), () =>
                html.Append("</table>\n"), language);
        }

        return Encoding.UTF8.GetBytes(html.Append("</body></html>\n").ToString());
    }

    public static byte[] Text(IReadOnlyList<PickedLayer> found, Language language)
    {
        var text = new StringBuilder();
        foreach (var picked in found)
        {
            text.Append(picked.Layer.Layer.Title.In(language)).Append('\n');
            ForEachFeature(picked, () => text.Append("  ---\n"), (title, value) =>
                text.Append("  ").Append(title).Append(" : ").Append(value).Append('\n'), () => { }, language);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void AppendTemplate(StringBuilder html, PickedLayer picked, InfoTemplates templates, Language language)
    {
        var source = picked.Layer.Layer.Source;
        using var cursor = source.Open(new() { Filter = new IdFilter(picked.Ids) });
        while (cursor.MoveNext())
        {
            var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < source.Type.Fields.Count; i++)
                values[source.Type.Fields[i].Name] = Display(cursor[i], language);
            foreach (var field in source.Type.Fields)
                values.TryAdd(field.Column, values[field.Name]);
            html.Append(templates.Fill(picked.Layer.Layer.Name, values, language)).Append('\n');
        }
    }

    private static void ForEachFeature(PickedLayer picked, Action begin, Action<string, string> field, Action end, Language language)
    {
        var source = picked.Layer.Layer.Source;
        foreach (var id in picked.Ids)
        {
            using var cursor = source.Open(new() { Filter = new IdFilter([id]) });
            if (!cursor.MoveNext())
                continue;
            begin();
            for (var i = 0; i < source.Type.Fields.Count; i++)
                if (Display(cursor[i], language) is { Length: > 0 } value)
                    field(source.Type.Fields[i].Title, value);
            end();
        }
    }

    /// <summary>A value as a reader expects it: decimal comma and day first in French; nothing for null.</summary>
    private static string Display(FieldValue value, Language language)
    {
        var culture = language == Language.French ? French : NumberFormatInfo.InvariantInfo;
        return value.Kind switch
        {
            FieldKind.Boolean => (value.Boolean, language) switch
            {
                (true, Language.French) => "oui",
                (false, Language.French) =>
                "non",
                (true, _) => "yes",
                _ => "no"
            },
            FieldKind.Integer => value.Integer.ToString(culture),
            FieldKind.Real => value.Real.ToString("0.######", culture),
            FieldKind.Text => value.Text,
            FieldKind.Date => value.Date.ToString(language == Language.French ? "dd/MM/yyyy" : "yyyy-MM-dd", CultureInfo.InvariantCulture),
            FieldKind.DateTime => value.DateTime.ToString(language == Language.French ? "dd/MM/yyyy HH:mm" : "yyyy-MM-dd HH:mm",
                CultureInfo.InvariantCulture),
            _ => "",
        };
    }

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
