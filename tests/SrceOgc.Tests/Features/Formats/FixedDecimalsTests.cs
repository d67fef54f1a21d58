using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SrceOgc.Features.Formats.Writing;

namespace SrceOgc.Tests.Features.Formats;

public sealed class FixedDecimalsTests
{
    [Theory]
    [InlineData(0, 3, "0")]
    [InlineData(-0.0001, 3, "0")]
    [InlineData(0.001, 3, "0.001")]
    [InlineData(-0.5, 3, "-0.5")]
    [InlineData(652345.1234, 3, "652345.123")]
    [InlineData(652345.12, 3, "652345.12")]
    [InlineData(6868000, 3, "6868000")]
    [InlineData(2.35123456789, 8, "2.35123457")]
    [InlineData(-179.99999999, 8, "-179.99999999")]
    [InlineData(99.9996, 3, "100")]
    [InlineData(123456789012.25, 3, "123456789012.25")]
    [InlineData(1e300, 3, "1E+300")]
    public void Prints_what_a_reader_expects(double value, int decimals, string expected) => Assert.Equal(expected, Print(value, decimals));

    [Fact]
    public void Prints_the_nearest_decimal_number_for_any_coordinate() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000), Prop.ForAll(
            (from value in ArbMap.Default.GeneratorFor<NormalFloat>()
             from scale in Gen.Elements(1.0, 1e3,
                1e7)
             from decimals in Gen.Elements(3, 8)
             select (Value: Math.IEEERemainder(value.Get, 1) * scale, decimals)).ToArbitrary(),
            x =>
            {
                var text = Print(x.Value, x.decimals);
                var read = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
                return Math.Abs(read - x.Value) <= 0.5000001 * Math.Pow(10, -x.decimals) + Math.Abs(x.Value) * 1e-15 && !text.EndsWith('.')
                    && !(text.Contains('.') && text.EndsWith('0'));
            }));

    private static string Print(double value, int decimals)
    {
        Span<byte> room = stackalloc byte[FixedDecimals.MaximumLength];
        return Encoding.ASCII.GetString(room[..new FixedDecimals(decimals).Print(value, room)]);
    }
}
