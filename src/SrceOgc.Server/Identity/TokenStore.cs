using System.Security.Cryptography;
using System.Text;
using SrceOgc.Features.Budgets;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Server.Identity;

/// <summary>
/// The tokens of the server, in one file of the private store readable by its owner alone. A secret has 256 random bits, so a
/// plain hash keeps it: there is nothing to guess. There is no default password; the first start makes an
/// administrator's token and says it once.
/// </summary>
internal sealed class TokenStore(string dataFolder, TimeProvider clock)
{
    private const string Prefix = "srce_";

    private readonly StoredList<Token> _stored = new(Path.Combine(dataFolder, "jetons.json"), TokenJson.Default.ListToken, isSecret: true);

    /// <summary>Nobody can administer the server (any more).</summary>
    public bool IsWithoutAdministrator => Administrators(clock.UtcNow()).Count == 0;

    /// <summary>When the last token that may administer ends; null when one never does, or there is none.</summary>
    public DateTime? EndOfAdministration =>
        Administrators(clock.UtcNow()) is { Count: > 0 } valid && valid.All(t => t.Expires is not null) ? valid.Max(t => t.Expires) : null;

    public IReadOnlyList<Token> All => _stored.All;

    public static bool LooksLikeSecret(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>A new token and its secret, which is known to nobody afterwards.</summary>
    public (Token Token, string Secret) Create(string name, IReadOnlyList<Scope> scopes, DateTime? expires)
    {
        var secret = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var token = new Token(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)), name, Hash(secret), clock.UtcNow(), expires,
            scopes);
        _stored.Change(tokens => tokens.Append(token));
        return (token, secret);
    }

    /// <summary>False when there is no such token.</summary>
    /// <exception cref="LastAdministratorException">Nobody could administer the server afterwards.</exception>
    public bool Revoke(string id)
    {
        if (All.All(t => t.Id != id))
            return false;
        _stored.Change(tokens => Administrators(clock.UtcNow(), tokens) is [var last] && last.Id == id
            ? throw new LastAdministratorException() : tokens.Where(t => t.Id != id));
        return true;
    }

    /// <summary>The token this secret belongs to, if it is valid now. Hashes are compared, so how long that takes says nothing of a
    /// secret.</summary>
    public Token? Find(string secret)
    {
        var hash = Hash(secret);
        return All.FirstOrDefault(token => token.Hash == hash) is { } known && !known.IsExpired(clock.UtcNow()) ? known : null;
    }

    private List<Token> Administrators(DateTime now) => Administrators(now, All);

    private static List<Token> Administrators(DateTime now, IReadOnlyList<Token> tokens) =>
        [.. tokens.Where(t => !t.IsExpired(now) && t.Scopes.Any(static s => s.Right == Right.Administer))];

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

/// <summary>The last token that may administer was to be revoked.</summary>
internal sealed class LastAdministratorException() : Exception("The last administrator's token cannot be revoked.");
