using SrceOgc.Features.Budgets;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Model;

/// <summary>
/// What all filters of one request hold together: a thousand filters may not be a thousand times the limit. Counted while they
/// are read.
/// </summary>
public sealed class FilterTally
{
    private int _nodes, _identifiers, _vertices;
    private long _characters;

    /// <summary>Operators, property names and literals so far.</summary>
    public int Nodes => _nodes;

    /// <summary>An operator, a property name or a literal.</summary>
    public void CountNode()
    {
        if (++_nodes > RequestLimits.FilterNodes)
            throw new FilterException(
                $"Filtre trop long : au plus {RequestLimits.FilterNodes} opérateurs et valeurs.",
                $"Filter too long: at most {RequestLimits.FilterNodes} operators and values.");
    }

    public void CountIdentifier()
    {
        if (++_identifiers > RequestLimits.FilterIdentifiers)
            throw new FilterException(
                $"Trop d'identifiants : au plus {RequestLimits.FilterIdentifiers}.",
                $"Too many identifiers: at most {RequestLimits.FilterIdentifiers}.");
    }

    public void CountVertices(int vertices)
    {
        _vertices += vertices;
        if (_vertices > RequestLimits.FilterVertices)
            throw new FilterException(
                $"Géométrie trop détaillée : au plus {RequestLimits.FilterVertices} sommets dans les filtres d'une requête.",
                $"Geometry too detailed: at most {RequestLimits.FilterVertices} vertices in the filters of a request.");
    }

    public void CountCharacters(int characters)
    {
        _characters += characters;
        if (_characters > RequestLimits.FilterCharacters)
            throw new FilterException(
                $"Filtre trop long : au plus {RequestLimits.FilterCharacters} caractères.",
                $"Filter too long: at most {RequestLimits.FilterCharacters} characters.");
    }
}
