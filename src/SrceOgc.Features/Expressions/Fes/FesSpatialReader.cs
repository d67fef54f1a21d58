using System.Globalization;
using System.Xml;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Fes;

/// <summary>Reads one spatial operator: a property (BBOX may leave it out), a geometry, and a distance where one is due.</summary>
internal sealed class FesSpatialReader(XmlReader reader, FilterBuilder builder, FesExpressionReader expressions)
{
    private Expression? _property;
    private LiteralGeometry? _geometry;
    private double? _distance;
    private string? _unit;

    public Filter Read(SpatialOperator spatialOperator)
    {
        var name = reader.LocalName;
        reader.ReadChildren(ReadOperand);
        if (_geometry is null)
            throw new FilterException($"L'opérateur {name} attend une géométrie (GML).", $"Operator {name} takes a geometry (GML).");
        if (spatialOperator is SpatialOperator.WithinDistance or SpatialOperator.BeyondDistance && _distance is null)
            throw new FilterException($"L'opérateur {name} attend une distance.", $"Operator {name} takes a distance.");
        return builder.Spatial(spatialOperator, _property ?? builder.Geometry(), _geometry, _distance ?? 0, _unit);
    }

    private void ReadOperand()
    {
        if (GmlGeometryReader.IsGeometry(reader))
            _geometry = new GmlGeometryReader(reader, builder).Read();
        else if (reader.LocalName == "Distance")
            ReadDistance();
        else if (reader.LocalName == "Literal")
            reader.ReadChildren(ReadOperand);
        else
            ReadProperty();
    }

    private void ReadProperty()
    {
        if (_property is not null)
            throw FilterException.Unsupported(
                "Un opérateur spatial compare la géométrie de la couche à une géométrie littérale : les jointures ne sont pas prises en "
                    + "charge.",
                "A spatial operator compares the layer's geometry with a literal one: joins are not supported.");
        _property = expressions.Read();
    }

    private void ReadDistance()
    {
        _unit = reader.GetAttribute("uom") ?? reader.GetAttribute("units");
        var text = reader.ReadText();
        _distance = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var distance)
            ? distance
            : throw new FilterException("La distance doit être un nombre.", "A distance must be a number.");
    }
}
