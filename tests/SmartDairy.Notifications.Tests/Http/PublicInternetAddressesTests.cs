using System.Net;
using CsCheck;
using SmartDairy.Notifications.Http;
using Xunit;

namespace SmartDairy.Notifications.Tests.Http;

public sealed class PublicInternetAddressesTests
{
    private static readonly string[] Special =
    [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "198.18.0.0/15",
        "224.0.0.0/4", "240.0.0.0/4",
        "::/96", "::1/128", "::ffff:0:0/104", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/32", "2001:db8::/32", "2002::/16",
        "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    ];

    [Fact]
    public void Address_in_a_special_network_is_not_public()
    => Gen.Select(Gen.Int[0, Special.Length - 1], Gen.Byte.Array[16]).Sample((which, random) =>
    {
        var network = IPNetwork.Parse(Special[which]);
        var bytes = network.BaseAddress.GetAddressBytes();
        for (var bit = network.PrefixLength; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] |= (byte)(random[bit / 8] & (0x80 >> (bit % 8)));
        }

        var address = new IPAddress(bytes);
        Assert.False(PublicInternetAddresses.Contains(address), address.ToString());
        Assert.False(PublicInternetAddresses.Contains(address.MapToIPv6()), $"::ffff:{address}");
    });

    [Theory]
    [InlineData("255.255.255.255", false)]
    [InlineData("169.254.169.254", false)] // cloud metadata
    [InlineData("100.100.100.200", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("8.8.8.8", true)]
    [InlineData("1.0.0.0", true)]
    [InlineData("9.255.255.255", true)]
    [InlineData("11.0.0.0", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("100.128.0.0", true)]
    [InlineData("126.255.255.255", true)]
    [InlineData("128.0.0.0", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.32.0.0", true)]
    [InlineData("192.167.255.255", true)]
    [InlineData("192.169.0.0", true)]
    [InlineData("223.255.255.255", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("2001:4860:4860::8888", true)]
    [InlineData("2a00:1450::1", true)]
    public void Addresses_at_the_network_boundaries_are_classified_correctly(string address, bool expected)
    => Assert.Equal(expected, PublicInternetAddresses.Contains(IPAddress.Parse(address)));
}
