using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.OData;

/// <summary>$search (part 2, 5.1.7): words and "phrases" with AND, OR, NOT and parentheses, sought in every text field, case and accents
/// aside.</summary>
internal sealed class SearchReader
{
    private const TextFolding Folding = TextFolding.Lower | TextFolding.Accents;

    private readonly FilterBuilder _builder;
    private readonly FieldExpression[] _fields;
    private readonly List<(string Text, bool IsPhrase)> _tokens;
    private int _at;

    private SearchReader(string text, FeatureType type, FilterBuilder builder)
    {
        _builder = builder;
        _fields = [.. type.Fields.Select((field, i) => new FieldExpression(i, field)).Where(field => field.Kind == FieldKind.Text)];
        _tokens = Cut(text);
    }

    public static Filter Read(string text, FeatureType type, FilterBuilder builder)
    {
        var reader = new SearchReader(text, type, builder);
        var filter = reader.ReadOr(negated: false);
        return reader._at == reader._tokens.Count ? filter : throw reader.Unexpected();
    }

    private static List<(string Text, bool IsPhrase)> Cut(string text)
    {
        var tokens = new List<(string, bool)>();
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
            }
            else if (text[i] == '"')
            {
                var end = text.IndexOf('"', i + 1);
                if (end < 0)
                    throw new FilterException("$search : guillemet non fermé.", "$search: a quote is not closed.");
                tokens.Add((text[(i + 1)..end], true));
                i = end + 1;
            }
            else
            {
                i += text[i] is '(' or ')'
                    ? 1 : Math.Max(1, text.AsSpan(i).IndexOfAny(" \t\"()") is >= 0 and var length ? length : text.Length - i);
                tokens.Add((text[start..i], false));
            }
        }

        return tokens;
    }

    private Filter ReadOr(bool negated)
    {
        var operands = new List<Filter> { ReadAnd(negated) };
        while (Skip("OR"))
            operands.Add(ReadAnd(negated));
        return negated ? _builder.And(operands) : _builder.Or(operands);
    }

    /// <summary>Words that follow each other are joined by AND.</summary>
    private Filter ReadAnd(bool negated)
    {
        var operands = new List<Filter> { ReadNot(negated) };
        while (Skip("AND") || (_at < _tokens.Count && !Is("OR") && !Is(")")))
            operands.Add(ReadNot(negated));
        return negated ? _builder.Or(operands) : _builder.And(operands);
    }

    private Filter ReadNot(bool negated)
    {
        _builder.Enter();
        var filter = Skip("NOT") ? ReadNot(!negated) : ReadTerm(negated);
        _builder.Leave();
        return filter;
    }

    private Filter ReadTerm(bool negated)
    {
        if (Skip("("))
        {
            var inside = ReadOr(negated);
            return Skip(")") ? inside : throw Unexpected();
        }

        if (_at == _tokens.Count || Is(")") || Is("AND") || Is("OR"))
            throw Unexpected();
        var pattern = LikePattern.Around(_tokens[_at++].Text, anyBefore: true, anyAfter: true).Fold(Folding);
        if (_fields.Length == 0)
            return negated ? Filter.All : Filter.None;
        var found = _fields.Select(field => Sought(field, pattern, negated)).ToArray();
        return negated ? _builder.And(found) : _builder.Or(found);
    }

    /// <summary>A null text holds no word, and that is known of it.</summary>
    private Filter Sought(FieldExpression field, LikePattern pattern, bool negated)
    {
        var found = _builder.Like(new FoldedTextExpression(Folding, field), pattern);
        return negated ? _builder.Or([_builder.IsNull(field), _builder.Not(found)]) : found;
    }

    private bool Is(string word) => _at < _tokens.Count && !_tokens[_at].IsPhrase && _tokens[_at].Text == word;

    private bool Skip(string word)
    {
        if (!Is(word))
            return false;
        _at++;
        return true;
    }

    private FilterException Unexpected() => _at < _tokens.Count
        ? new($"$search incorrect : « {GivenText.Shortened(_tokens[_at].Text)} » inattendu.",
            $"Incorrect $search: unexpected '{GivenText.Shortened(_tokens[_at].Text)}'.")
        : new("$search incorrect : un mot est attendu à la fin.", "Incorrect $search: a word is expected at the end.");
}
