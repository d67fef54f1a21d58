using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Stewards;

/// <summary>
/// The QGIS plugin of servers before 0.1 reads reports by other keys than they have now. It would end in a traceback, so it is told to
/// update before it sends anything; it shows an error's text to its user.
/// </summary>
internal static class PluginVocabulary
{
    private const string Former = "srceogc-qgis";

    /// <exception cref="ServiceException">400: it is such a plugin.</exception>
    public static void Require(ServiceRequest request)
    {
        if (request.Context.Request.Headers.XRequestedWith == Former)
            throw new ServiceException("PluginOutdated", null, new(
                "L'extension QGIS est plus ancienne que ce service et ne saurait pas lire sa réponse : mettez-la à jour (Extensions ▸ "
                    + "Installer/Gérer les extensions ▸ Mises à jour), puis recommencez. Rien n'a changé.",
                "The QGIS plugin is older than this service and could not read its answer: update it (Plugins ▸ Manage and Install "
                    + "Plugins ▸ Upgradeable), then try again. Nothing changed."), 400);
    }
}
