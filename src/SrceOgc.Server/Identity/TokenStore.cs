using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SrceOgc.Server.Publishing;

namespace SrceOgc.Server.Identity;

/// <summary>
/// The tokens of the server, in one file of the private store readable by its owner alone. A secret has 256 random bits, so a
/// plain hash keeps it: there is nothing to guess. There is no default password; the first start makes an
/// administrator's token and says it once.
/// </summary>
internal sealed class TokenStore
{
    private const string Prefix = "srce_";

    private readonly string _path;
    private readonly Lock _turn = new();
    private volatile List<Token> _tokens;

    public TokenStore(string dataFolder)
    {
        _path = Path.Combine(dataFolder, "jetons.json");
        _tokens = File.Exists(_path) ? JsonSerializer.Deserialize(File.ReadAllBytes(_path), TokenJson.Default.ListToken) ?? [] : [];
    }

    public bool IsEmpty => _tokens.Count == 0;

    public IReadOnlyList<Token> All => _tokens;

    public static bool LooksLikeSecret(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>A new token and its secret, which is known to nobody afterwards.</summary>
    public (Token Token, string Secret) Create(string name, IReadOnlyList<Scope> scopes, DateTime? expires)
    {
        var secret = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var token = new Token(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)), name, Hash(secret), DateTime.UtcNow, expires, scopes);
        Change(tokens => tokens.Add(token));
        return (token, secret);
    }

    /// <summary>False when there is no such token.</summary>
    public bool Revoke(string id)
    {
        var removed = 0;
        Change(tokens => removed = tokens.RemoveAll(t => t.Id == id));
        return removed > 0;
    }

    /// <summary>The token this secret belongs to, if it is valid now. Hashes are compared, so how long that takes says nothing of a secret.</summary>
    public Token? Find(string secret)
    {
        var hash = Hash(secret);
        return _tokens.Find(token => token.Hash == hash) is { } known && !known.IsExpired(DateTime.UtcNow) ? known : null;
    }

    private void Change(Action<List<Token>> change)
    {
        lock (_turn)
        {
            var next = _tokens.ToList();
            change(next);
            Write(next);
            _tokens = next;
        }
    }

    private void Write(List<Token> tokens) =>
        DurableFiles.Replace(_path, stream => JsonSerializer.Serialize(stream, tokens, TokenJson.Default.ListToken), isSecret: true);

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
