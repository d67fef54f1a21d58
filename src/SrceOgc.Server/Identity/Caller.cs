namespace SrceOgc.Server.Identity;

/// <summary>Who asks: anybody, the bearer of a token, or somebody whose token is not valid (any more).</summary>
internal sealed record Caller(Token? Token, bool IsRefused = false)
{
    public static readonly Caller Anonymous = new(Token: null), Refused = new(null, IsRefused: true);

    /// <summary>May read a dataset restricted to tokens, and its drafts.</summary>
    public bool MayRead(string dataset) => Token?.Allows(Right.Read, dataset) == true;
}
