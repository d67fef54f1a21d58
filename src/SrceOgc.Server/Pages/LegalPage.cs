using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Pages;

/// <summary>
/// <c>/mentions-legales</c> and <c>/accessibilite</c>: what French law asks of a public service's site, in the words of
/// <c>service.json</c> (<c>legal</c>), else of what it says of its contact.
/// </summary>
internal sealed class LegalPage(bool isAccessibility) : IService
{
    public const string NoticePath = "/mentions-legales", AccessibilityPath = "/accessibilite";

    private readonly DocumentPage _page = new("paragraphes.html");

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public Task Answer(ServiceRequest request)
    {
        request.Response.Headers.Vary = "Accept-Language";
        request.Response.Headers.ContentSecurityPolicy = ContentPolicy.Page;
        if (request.IsNotModified($"l{request.Catalog.Sequence}{request.Language}"))
            return Task.CompletedTask;
        var service = request.Catalog.Service;
        var given = (isAccessibility ? service.Legal?.Accessibility : service.Legal?.Notice)?.Text;
        var title = isAccessibility ? new Text("Accessibilité", "Accessibility") : new Text("Mentions légales", "Legal notice");
        var text = given ?? (isAccessibility ? UsualStatement(service) : UsualNotice(service));
        return request.Send("text/html; charset=utf-8", _page.Write(request, title.In(request.Language),
            ("home", service.Title.Text.In(request.Language)),
            ("paragraphs", text.In(request.Language).Split('\n',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))));
    }

    private static Text UsualNotice(ServiceDescription service) => new(
        $"Éditeur : {Who(service)}.\nLicence des données : {service.AccessConstraints}.\nCe site ne dépose aucun cookie et ne suit "
            + "personne.",
        $"Publisher: {Who(service)}.\nLicence of the data: {service.AccessConstraints}.\nThis site sets no cookie and follows nobody.");

    private static Text UsualStatement(ServiceDescription service) => new(
        "État de conformité : non audité. Les pages sont contrôlées par un outil automatique (axe, WCAG 2.1 A et AA) à chaque version du "
            + "logiciel, ce qui ne vaut pas un audit du RGAA.\nLa carte est une image : ce qu'elle montre se lit aussi dans les listes "
            + "d'objets de chaque couche (OGC API) et les téléchargements ; au clavier, « Entrée » sur la carte dit ce qui est en son "
            + $"centre.\nPour signaler une difficulté : {Who(service)}.\nVoie de recours : le Défenseur des droits, defenseurdesdroits.fr.",
        "State of conformance: not audited. Pages are checked by an automatic tool (axe, WCAG 2.1 A and AA) with each version of the "
            + "software, which is no audit.\nThe map is a picture: what it shows can also be read in the lists of features of each layer "
            + "(OGC API) and in downloads; by keyboard, Enter on the map says what is at its centre.\n"
            + $"To report a difficulty: {Who(service)}.");

    private static string Who(ServiceDescription service) => string.Join(", ", new[]
    {
        service.Contact.Organization, service.Contact.Address, $"{service.Contact.PostalCode} {service.Contact.City}".Trim(),
        service.Contact.Email, service.Contact.Phone,
    }.Where(part => part.Length > 0));
}
