using System.Text.Json.Serialization;

namespace SrceOgc.Server.Identity;

/// <summary>What a token may do. Each scope is for one dataset, or <c>*</c> for all.</summary>
internal enum Right
{
    /// <summary>See a restricted dataset, or a draft.</summary>
    Read,

    /// <summary>Deliver, activate, roll back and retire.</summary>
    Publish,

    /// <summary>All of that everywhere, and tokens.</summary>
    Administer,
}

internal sealed record Scope(Right Right, string Dataset)
{
    public bool Allows(Right right, string dataset) =>
        Right >= right && (Right == Right.Administer || Dataset == "*" || Dataset == dataset);
}

/// <summary>A token as it is kept: never the secret itself, only its hash.</summary>
internal sealed record Token(string Id, string Name, string Hash, DateTime Created, DateTime? Expires, IReadOnlyList<Scope> Scopes)
{
    public bool Allows(Right right, string dataset) => Scopes.Any(s => s.Allows(right, dataset));

    public bool IsExpired(DateTime now) => Expires is { } end && end <= now;
}

[JsonSerializable(typeof(List<Token>))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true, WriteIndented = true)]
internal sealed partial class TokenJson : JsonSerializerContext;
