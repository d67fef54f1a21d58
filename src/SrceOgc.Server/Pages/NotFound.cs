namespace SrceOgc.Server.Pages;

internal static class NotFound
{
    public static Task Answer(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("Cette adresse n'existe pas. La page d'accueil est /.");
    }
}
