using Microsoft.Extensions.Configuration;
using SmartDairy.Hosting.Settings;

namespace SmartDairy.Hosting.Tests;

public sealed class SettingsTests
{
    private static SmartDairySettings Read(params (string Key, string Value)[] pairs) => SmartDairySettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(pairs.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)).Build());

    [Fact]
    public void Without_configuration_the_defaults_hold()
    {
        var settings = Read();
        Assert.Equal(1883, settings.Mqtt.Port);
        Assert.Equal("Embedded", settings.Cluster.Mode);
        Assert.Equal(Path.GetFullPath("./data"), settings.DataDirectory);
    }

    [Fact]
    public void All_wrong_keys_are_named_at_once_with_what_they_allow()
    {
        var error = Assert.Throws<SettingsException>(() => Read(
            ("Cluster:Mode", "Server"), ("Mqtt:Port", "70000"), ("Mqtt:MaxPacketBytes", "big"), ("Intake:Shards", "0"), ("Mqtt:Broker", "emqx"),
            ("ConnectionStrings:SmartDairy", "Host=db")));
        Assert.Equal(6, error.Errors.Count);
        Assert.Contains("Mqtt:Port is '70000'; allowed is a whole number from 0 to 65535 (default 1883).", error.Message, StringComparison.Ordinal);
        foreach (var key in (string[])["Cluster:Mode", "Mqtt:MaxPacketBytes", "Intake:Shards", "Mqtt:Broker", "ConnectionStrings:SmartDairy"])
        {
            Assert.Contains(key, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_mode_is_understood_in_any_case() => Assert.Equal("Embedded", Read(("Cluster:Mode", "embedded")).Cluster.Mode);
}
