using System.Text.Json;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Identity;

namespace SrceOgc.Server.Stewards;

/// <summary>Tokens as JSON; a secret only in the answer that makes it.</summary>
internal static class TokensJson
{
    public static byte[] All(IReadOnlyList<Token> tokens) => JsonAnswer.Make(json =>
    {
        json.WriteStartArray();
        foreach (var token in tokens)
            WriteToken(json, token);
        json.WriteEndArray();
    });

    public static byte[] One(Token token) => JsonAnswer.Make(json => WriteToken(json, token));

    public static byte[] New((Token Token, string Secret) created) => JsonAnswer.Make(json =>
    {
        json.WriteStartObject();
        json.WriteString("jeton", created.Secret);
        json.WriteString("id", created.Token.Id);
        json.WriteEndObject();
    });

    private static void WriteToken(Utf8JsonWriter json, Token token)
    {
        json.WriteStartObject();
        json.WriteString("id", token.Id);
        json.WriteString("nom", token.Name);
        json.WriteString("cree", token.Created);
        if (token.Expires is { } end)
            json.WriteString("expire", end);
        json.WriteStartArray("droits");
        foreach (var scope in token.Scopes)
            json.WriteStringValue($"{Name(scope.Right)}:{scope.Dataset}");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Name(Right right) => right switch
    {
        Right.Read => "lire",
        Right.Publish => "publier",
        _ => "administrer",
    };
}
