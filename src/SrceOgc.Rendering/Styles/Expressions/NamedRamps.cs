using System.Globalization;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>
/// The colour ramps of QGIS's default style that styles may name: their colours by place, those of many colours at seventeen places.
/// </summary>
internal static class NamedRamps
{
    private static readonly Dictionary<string, string> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Blues"] = "0:f7fbff 0.13:deebf7 0.26:c6dbef 0.39:9ecae1 0.52:6baed6 0.65:4292c6 0.78:2171b5 0.9:08519c 1:08306b",
        ["BrBG"] = "0:a6611a 0.25:dfc27d 0.5:f5f5f5 0.75:80cdc1 1:018571",
        ["BuGn"] = "0:edf8fb 0.25:b2e2e2 0.5:66c2a4 0.75:2ca25f 1:006d2c",
        ["BuPu"] = "0:edf8fb 0.25:b3cde3 0.5:8c96c6 0.75:8856a7 1:810f7c",
        ["Cividis"] =
            "0:00204d 0.0625:002c69 0.125:06366e 0.1875:2d426c 0.25:414d6b 0.3086:51586c 0.3711:60646f 0.4336:6e6f73 "
            + "0.4961:7c7b78 0.5586:8b8779 0.6211:9b9477 0.6836:aca174 0.7422:bbae6f 0.8047:cdbc68 0.8672:deca5f 0.9297:f1d951 1:ffea46",
        ["GnBu"] = "0:f0f9e8 0.25:bae4bc 0.5:7bccc4 0.75:43a2ca 1:0868ac",
        ["Greens"] = "0:f7fcf5 0.13:e5f5e0 0.26:c7e9c0 0.39:a1d99b 0.52:74c476 0.65:41ab5d 0.78:238b45 0.9:006d2c 1:00441b",
        ["Greys"] = "0:fafafa 1:050505",
        ["Inferno"] =
            "0:000004 0.05882:0a0722 0.1176:1e0c45 0.1961:400a67 0.2549:59106e 0.3137:71196e 0.3725:88226a 0.4314:a02a63 "
            + "0.5098:bf3952 0.5686:d34743 0.6275:e45a31 0.6863:f1711f 0.7451:f98b0b 0.8039:fca60c 0.8824:f8cd37 0.9412:f2ea69 1:fcffa4",
        ["Magma"] =
            "0:000004 0.05882:090720 0.1176:1a1042 0.1961:390f6e 0.2549:52137c 0.3137:6a1c81 0.3725:812581 0.4314:992d80 "
            + "0.5098:ba3878 0.5686:d2426f 0.6275:e75263 0.6863:f4695c 0.7451:fb8560 0.8039:fea16e 0.8824:fec68a 0.9412:fde2a3 1:fcfdbf",
        ["Mako"] =
            "0:0b0405 0.0625:1c101c 0.125:2b1c35 0.1875:37284f 0.25:3e356b 0.3086:414285 0.3711:3c5598 0.4336:37689f "
            + "0.4961:357aa2 0.5586:348ca7 0.6211:359eaa 0.6836:3bafad 0.7422:48c0ad 0.8047:65d0ad 0.8672:94dcb5 0.9297:bbe7c8 1:def5e5",
        ["OrRd"] = "0:fef0d9 0.25:fdcc8a 0.5:fc8d59 0.75:e34a33 1:b30000",
        ["Oranges"] = "0:fff5eb 0.13:fee6ce 0.26:fdd0a2 0.39:fdae6b 0.52:fd8d3c 0.65:f16913 0.78:d94801 0.9:a63603 1:7f2704",
        ["PRGn"] = "0:7b3294 0.25:c2a5cf 0.5:f7f7f7 0.75:a6dba0 1:008837",
        ["PiYG"] = "0:d01c8b 0.25:f1b6da 0.5:f7f7f7 0.75:b8e186 1:4dac26",
        ["Plasma"] =
            "0:0d0887 0.05882:2f0596 0.1176:4903a0 0.1961:6900a8 0.2549:8004a8 0.3137:9511a1 0.3725:a82296 0.4314:ba3388 "
            + "0.5098:cd4a76 0.5686:da5b69 0.6275:e66c5c 0.6863:f07f4f 0.7451:f79342 0.8039:fca835 0.8824:fdc627 0.9412:f8df25 1:f0f921",
        ["PuBu"] = "0:f1eef6 0.25:bdc9e1 0.5:74a9cf 0.75:2b8cbe 1:045a8d",
        ["PuBuGn"] = "0:f6eff7 0.25:bdc9e1 0.5:67a9cf 0.75:1c9099 1:016c59",
        ["PuOr"] = "0:e66101 0.25:fdb863 0.5:f7f7f7 0.75:b2abd2 1:5e3c99",
        ["PuRd"] = "0:f1eef6 0.25:d7b5d8 0.5:df65b0 0.75:dd1c77 1:980043",
        ["Purples"] = "0:fcfbfd 0.13:efedf5 0.26:dadaeb 0.39:bcbddc 0.52:9e9ac8 0.65:807dba 0.75:6a51a3 0.9:54278f 1:3f007d",
        ["RdBu"] = "0:ca0020 0.25:f4a582 0.5:f7f7f7 0.75:92c5de 1:0571b0",
        ["RdGy"] = "0:ca0020 0.25:f4a582 0.5:ffffff 0.75:bababa 1:404040",
        ["RdPu"] = "0:feebe2 0.25:fbb4b9 0.5:f768a1 0.75:c51b8a 1:7a0177",
        ["RdYlBu"] = "0:d7191c 0.25:fdae61 0.5:ffffbf 0.75:abd9e9 1:2c7bb6",
        ["RdYlGn"] = "0:d7191c 0.25:fdae61 0.5:ffffc0 0.75:a6d96a 1:1a9641",
        ["Reds"] = "0:fff5f0 0.13:fee0d2 0.26:fcbba1 0.39:fc9272 0.52:fb6a4a 0.65:ef3b2c 0.78:cb181d 0.9:a50f15 1:67000d",
        ["Rocket"] =
            "0:03051a 0.0625:180f29 0.125:30173a 0.1875:481c48 0.25:611f53 0.3086:7a1f59 0.3711:951c5b 0.4336:b01759 "
            + "0.4961:ca1a50 0.5586:de2e44 0.6211:ec4a3e 0.6836:f26948 0.7422:f4845d 0.8047:f6a077 0.8672:f6b995 0.9297:f8d1b8 1:faebdd",
        ["Spectral"] = "0:d7191c 0.25:fdae61 0.5:ffffbf 0.75:abdda4 1:2b83ba",
        ["Turbo"] =
            "0:30123b 0.0625:4040a2 0.125:466be3 0.1875:4294ff 0.25:28bceb 0.3086:18dbc5 0.3711:2ff19b 0.4336:69fd66 "
            + "0.4961:a1fd3d 0.5586:cbed34 0.6211:ecd13a 0.6836:fdae35 0.7422:fc8423 0.8047:ed5510 0.8672:d43305 0.9297:af1801 1:7a0403",
        ["Viridis"] =
            "0:440154 0.05882:481769 0.1176:472a7a 0.1961:414287 0.2549:3a538b 0.3137:33638d 0.3725:2c718e 0.4314:27808e "
            + "0.5098:20928c 0.5686:1fa188 0.6275:28ae80 0.6863:3dbc74 0.7451:5ac864 0.8039:7cd250 0.8824:b0dd2f 0.9412:d8e219 1:fde725",
        ["YlGn"] = "0:ffffcc 0.25:c2e699 0.5:78c679 0.75:31a354 1:006837",
        ["YlGnBu"] = "0:ffffcc 0.25:a1dab4 0.5:41b6c4 0.75:2c7fb8 1:253494",
        ["YlOrBr"] = "0:ffffd4 0.25:fed98e 0.5:fe9929 0.75:d95f0e 1:993404",
        ["YlOrRd"] = "0:ffffb2 0.25:fecc5c 0.5:fd8d3c 0.75:f03b20 1:bd0026",
    };

    public static ColorScale? Find(string name)
    {
        if (!ByName.TryGetValue(name, out var text))
            return null;
        return new([.. text.Split(' ').Select(Stop)], false);
    }

    private static (double At, Rgba Color) Stop(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        ColorText.TryParse($"#{text.AsSpan(colon + 1)}", out var color);
        return (double.Parse(text.AsSpan(0, colon), CultureInfo.InvariantCulture), color);
    }
}
