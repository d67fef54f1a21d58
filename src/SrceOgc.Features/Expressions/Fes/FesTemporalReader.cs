using System.Xml;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Fes;

/// <summary>Reads one temporal operator: a property, then a gml:TimeInstant, a gml:TimePeriod or a literal date.</summary>
internal sealed class FesTemporalReader(XmlReader reader, FilterBuilder builder, FesExpressionReader expressions)
{
    private readonly List<LiteralExpression> _times = [];
    private Expression? _property;

    public Filter Read(string name)
    {
        reader.ReadChildren(ReadOperand);
        if (_property is null || _times.Count is not (1 or 2))
            throw new FilterException(
                $"L'opérateur {name} attend une propriété, puis un instant ou une période.",
                $"Operator {name} takes a property, then an instant or a period.");
        return TemporalOperators.Build(builder, name, _property, _times[0], _times.Count == 2 ? _times[1] : null);
    }

    private void ReadOperand()
    {
        switch (reader.LocalName)
        {
            case "TimeInstant":
                reader.ReadChildren(ReadPosition);
                break;
            case "TimePeriod":
                reader.ReadChildren(ReadBoundary);
                break;
            case "Literal":
                ReadLiteral();
                break;
            default:
                _property = expressions.Read();
                break;
        }
    }

    /// <summary>beginPosition and endPosition hold a date; begin and end hold a TimeInstant.</summary>
    private void ReadBoundary()
    {
        if (reader.LocalName is "begin" or "end")
            reader.ReadChildren(ReadOperand);
        else
            ReadPosition();
    }

    private void ReadPosition()
    {
        if (reader.LocalName is not ("timePosition" or "beginPosition" or "endPosition"))
            throw new FilterException(
                $"Élément <{GivenText.Shortened(reader.LocalName)}> inattendu dans une date GML.",
                $"Unexpected element <{GivenText.Shortened(reader.LocalName)}> in a GML date.");
        AddTime(reader.ReadText());
    }

    private void ReadLiteral()
    {
        if (reader.IsEmptyElement)
            throw new FilterException("Date littérale vide.", "Empty literal date.");
        reader.ReadStartElement();
        if (reader.MoveToContent() == XmlNodeType.Element)
            ReadOperand();
        else
            AddTime(reader.ReadContentAsString());
        reader.ReadEndElement();
    }

    private void AddTime(string text) =>
        _times.Add(LiteralText.ReadTime(text) ?? throw new FilterException(
            $"Date illisible : « {GivenText.Shortened(text)} ».",
            $"Unreadable date: '{GivenText.Shortened(text)}'."));
}
