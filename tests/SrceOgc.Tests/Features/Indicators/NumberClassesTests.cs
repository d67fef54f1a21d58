using SrceOgc.Features.Indicators;
using SrceOgc.Features.Layers;

namespace SrceOgc.Tests.Features.Indicators;

/// <summary>Numbers become words by bounds, as the legend of a graduated style has them.</summary>
public sealed class NumberClassesTests
{
    private static readonly NumberClasses Light = new([0.3, 0.6, 1.5], ["très sombre", "sombre", "éclairé", "très éclairé"]);

    [Theory]
    [InlineData(0, "très sombre")]
    [InlineData(0.3, "très sombre")]
    [InlineData(0.30001, "sombre")]
    [InlineData(1.5, "éclairé")]
    [InlineData(99, "très éclairé")]
    public void A_bound_belongs_below(double number, string name) => Assert.Equal(name, Light.Of(FieldValue.Of(number)));

    [Fact]
    public void What_is_no_number_has_no_class() => Assert.Equal(IndicatorCategories.None, Light.Of(default));
}
