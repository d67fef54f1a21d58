using System.Text.Encodings.Web;
using Fluid;
using Fluid.Values;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Templates;

/// <summary>
/// A template in Liquid (Fluid). The library encodes nothing of itself and offers <c>raw</c>; here every value is encoded as HTML and
/// <c>raw</c> changes nothing, so that no template, ours or a steward's, can let data in as markup. Steps and nesting are bounded.
/// <c>{{ "Couche" | en: "Layer" }}</c> is a text in the language of whoever reads.
/// </summary>
internal sealed class LiquidTemplate
{
    private const int MostSteps = 1_000_000, DeepestRecursion = 32;
    private const string LanguageKey = "language";

    private static readonly FluidParser Parser = new();
    private static readonly TemplateOptions Options = NewOptions();

    private readonly IFluidTemplate _template;

    private LiquidTemplate(IFluidTemplate template) => _template = template;

    /// <exception cref="FormatException">It is no Liquid; the message says where.</exception>
    public static LiquidTemplate Parse(string text) => Parser.TryParse(text, out var template, out var error)
        ? new(template) : throw new FormatException(error);

    /// <summary>Values are texts, numbers, lists, and records whose members a template names in camel case. A template of Liquid's own
    /// output (<paramref name="content"/>) is put in as it is.</summary>
    /// <exception cref="InvalidOperationException">It takes more steps than any page.</exception>
    public string Render(IEnumerable<(string Name, object? Value)> values, Language language, string? content = null)
    {
        var context = new TemplateContext(Options) { AmbientValues = { [LanguageKey] = language } };
        foreach (var (name, value) in values)
            context.SetValue(name, FluidValue.Create(value, Options));
        context.SetValue(LanguageKey, language == Language.French ? "fr" : "en");
        if (content is not null)
            context.SetValue("content", new StringValue(content, encode: false));
        return _template.Render(context, HtmlEncoder.Default);
    }

    private static TemplateOptions NewOptions()
    {
        var options = new TemplateOptions
        {
            MaxSteps = MostSteps,
            MaxRecursion = DeepestRecursion,
            ModelNamesComparer = StringComparer.OrdinalIgnoreCase,
            MemberAccessStrategy = new UnsafeMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.CamelCase },
        };
        options.Filters.AddFilter("en", static (french, english, context) =>
            (Language)context.AmbientValues[LanguageKey] == Language.English ? english.At(0) : french);
        options.Filters.AddFilter("raw", static (value, _, _) => value);
        return options;
    }
}
