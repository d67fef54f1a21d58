using System.Net;
using SrceOgc.Publishing.Exchanges;

namespace SrceOgc.Tests.Publishing.Exchanges;

public sealed class AllowedHostsTests
{
    [Theory]
    [InlineData("https://data.gouv.fr/a.gpkg", true)]
    [InlineData("http://DATA.gouv.fr/a.gpkg", true)]
    [InlineData("https://sig.example:8443/a", true)]
    [InlineData("https://sig.example/a", false)]
    [InlineData("https://data.gouv.fr.attacker.example/", false)]
    [InlineData("https://data.gouv.fr@attacker.example/", false)]
    [InlineData("https://user:word@data.gouv.fr/", false)]
    [InlineData("ftp://data.gouv.fr/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("http://[::1]/", true)]
    [InlineData("http://127.0.0.1/", false)]
    [InlineData("http://2130706433/", false)]
    public void Only_hosts_on_the_list_are_called(string address, bool isAllowed)
    {
        var hosts = new AllowedHosts("data.gouv.fr; sig.example:8443;::1");
        var fault = Record.Exception(() => hosts.Check(new Uri(address)));
        Assert.Equal(isAllowed, fault is null);
        Assert.True(fault is null or OutboundException);
    }

    [Theory]
    [InlineData("185.60.216.35", true)]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946", true)]
    [InlineData("10.0.0.5", true)]
    [InlineData("10.0.0.6", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:10.0.0.5", true)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.3.4", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("2002:7f00:1::", false)]
    public void A_name_may_lead_outside_or_to_a_private_address_on_the_list(string address, bool isAllowed) =>
        Assert.Equal(isAllowed, Record.Exception(() =>
            new AllowedHosts("sig.example;10.0.0.5").Check("sig.example", IPAddress.Parse(address))) is null);

    [Theory]
    [InlineData("", true)]
    [InlineData("data.gouv.fr;10.0.0.5:8080;::1", true)]
    [InlineData("https://data.gouv.fr", false)]
    [InlineData("*.gouv.fr", false)]
    public void A_list_that_cannot_be_one_stops_the_start(string list, bool isList) => Assert.Equal(isList, AllowedHosts.IsList(list));
}
