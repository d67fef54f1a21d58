namespace SrceOgc.Server.Http;

/// <summary>
/// What a browser may do with an answer of ours (Content Security Policy 3). What was delivered never runs on this server's origin: every
/// answer
/// that is not one of its pages lets a browser load and run nothing.
/// </summary>
internal static class ContentPolicy
{
    /// <summary>Documents, data and pictures: whatever a browser makes of them, it fetches and runs nothing.</summary>
    public const string Nothing = "default-src 'none'";

    /// <summary>Files that were delivered: an origin of their own besides.</summary>
    public const string Delivered = "sandbox; default-src 'none'";

    /// <summary>Pictures drawn here (SVG): the style and the fonts they come with.</summary>
    public const string Drawing = "default-src 'none'; style-src 'unsafe-inline'; font-src data:";

    /// <summary>A page to be framed by pages of this server.</summary>
    public const string Page = Pages + "frame-ancestors 'self'";

    /// <summary>A page that others may frame: a map, what was found under a click.</summary>
    public const string FramedPage = Pages + "frame-ancestors *";

    /// <summary>A page that acts with its reader's rights: whoever could frame it could lead their clicks.</summary>
    public const string UnframedPage = Pages + "frame-ancestors 'none'";

    /// <summary>Scripts, styles and pictures of this server only.</summary>
    private const string Pages = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; ";
}
