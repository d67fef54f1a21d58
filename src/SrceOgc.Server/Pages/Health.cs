namespace SrceOgc.Server.Pages;

/// <summary>Says that the process answers, for container health checks.</summary>
internal static class Health
{
    public static Task Answer(HttpContext context)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("ok");
    }
}
