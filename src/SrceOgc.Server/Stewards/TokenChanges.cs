using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Store;
using SrceOgc.Server.Identity;

namespace SrceOgc.Server.Stewards;

/// <summary>A token asked for, as a person writes it.</summary>
internal sealed record TokenDraft(string Name, string Right, string Dataset, int? Days);

/// <summary>Makes and revokes tokens, each with its line in the journal.</summary>
internal sealed class TokenChanges(TokenStore tokens, Journal journal, TimeProvider clock)
{
    private const int LongestName = 80, LongestLife = 3650;

    /// <exception cref="ServiceException">A field is wrong.</exception>
    public (Token Token, string Secret) Create(TokenDraft draft, string author, string from)
    {
        if (draft.Name.Length is 0 or > LongestName)
            throw ServiceException.Invalid("nom", draft.Name, $"1 à {LongestName} caractères", $"1 to {LongestName} characters");
        if (draft.Days is < 1 or > LongestLife)
            throw ServiceException.Invalid("jours", $"{draft.Days}", $"un entier de 1 à {LongestLife}",
                $"an integer from 1 to {LongestLife}");
        if (draft.Dataset != "*" && draft.Dataset != NcName.Of(draft.Dataset).ToLowerInvariant())
            throw ServiceException.Invalid("jeu", draft.Dataset, "le nom d'un jeu de données, ou *", "the name of a dataset, or *");
        var created = tokens.Create(draft.Name, [new(RightOf(draft.Right), draft.Dataset)], draft.Days is { } days
            ? clock.UtcNow().AddDays(days) : null);
        journal.Write(new(clock.UtcNow(), Journal.TokenCreated, draft.Dataset, null, author, from, $"{draft.Name} ({draft.Right})"));
        return created;
    }

    /// <returns>False when there is no such token.</returns>
    /// <exception cref="ServiceException">409: it is the last that may administer.</exception>
    public bool Revoke(string id, string author, string from)
    {
        if (!TryRevoke(id))
            return false;
        journal.Write(new(clock.UtcNow(), Journal.TokenRevoked, "", null, author, from, id));
        return true;
    }

    private bool TryRevoke(string id)
    {
        try
        {
            return tokens.Revoke(id);
        }
        catch (LastAdministratorException)
        {
            throw new ServiceException("Conflict", "id", new(
                "C'est le dernier jeton d'administration : créez-en d'abord un autre.",
                    "This is the last administrator's token: make another one first."), 409);
        }
    }

    private static Right RightOf(string name) => name switch
    {
        "lire" => Right.Read,
        "publier" => Right.Publish,
        "administrer" => Right.Administer,
        _ => throw ServiceException.Invalid("droit", name, "lire, publier ou administrer", "lire, publier or administrer"),
    };
}
