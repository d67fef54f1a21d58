using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Identity;

namespace SrceOgc.Server.Http;

/// <summary>What is asked for, without the connection it came by: work may go on after that is closed.</summary>
/// <param name="Catalog">As the caller may see it, leased as long as the work goes on.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="Language">Of what is made.</param>
/// <param name="PublicUrl">See <see cref="ServiceRequest.PublicUrl"/>.</param>
/// <param name="SiteUrl">See <see cref="ServiceRequest.SiteUrl"/>.</param>
/// <param name="Budget">What the work may spend.</param>
/// <param name="Now">When it was asked for, in UTC.</param>
internal sealed record RequestedWork(
    Catalog Catalog, Caller Caller, Language Language, string PublicUrl, string SiteUrl, RequestBudget Budget, DateTime Now);
