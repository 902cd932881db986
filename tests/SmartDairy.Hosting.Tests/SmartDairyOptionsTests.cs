using Microsoft.Extensions.Configuration;
using SmartDairy.Configuration;
using SmartDairy.Hosting.Broker;
using SmartDairy.Hosting.Configuration;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Hosting.Tests;

public sealed class SmartDairyOptionsTests
{
    private static SmartDairyOptions Read(params (string Key, string Value)[] pairs) => SmartDairyOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(pairs.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)).Build());

    [Fact]
    public void Without_configuration_the_defaults_hold()
    {
        var settings = Read();
        Assert.Equal(1883, settings.Mqtt.Port);
        Assert.Equal(ClusterMode.Embedded, settings.Cluster.Mode);
        Assert.Null(settings.Mqtt.Broker);
        Assert.Null(settings.Database);
        Assert.Equal(Path.GetFullPath("./data"), settings.DataDirectory);
    }

    [Fact]
    public void All_wrong_keys_are_named_at_once_with_what_they_allow()
    {
        var error = Assert.Throws<InvalidConfigurationException>(() => Read(
            ("Cluster:Mode", "Cloud"), ("Mqtt:Port", "70000"), ("Mqtt:MaxPacketBytes", "big"), ("Intake:Shards", "0"),
            ("Mqtt:Broker", "emqx"),
            ("Cluster:Id", "a b"), ("Cluster:Address", "here"), ("ConnectionStrings:SmartDairy", "Password=secret")));
        Assert.Equal(8, error.Errors.Count);
        Assert.Contains(
            "Mqtt:Port is '70000'; allowed is a whole number from 0 to 65535 (default 1883).", error.Message, StringComparison.Ordinal);
        Assert.Contains("Cluster:Mode is 'Cloud'; allowed is Embedded or Server or Client (default Embedded).", error.Message,
            StringComparison.Ordinal);
        foreach (var key in (string[])["Mqtt:MaxPacketBytes", "Intake:Shards", "Mqtt:Broker", "Cluster:Id", "Cluster:Address",
            "ConnectionStrings:SmartDairy"])
        {
            Assert.Contains(key, error.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db;Database=d;Pasword=secret")]
    [InlineData("Host=db;Database=d;Password=secret;Port=99999999999")]
    [InlineData("Host=db;Database=d;Password=secret;Port=here")]
    [InlineData("Host=db;Database=d;Password=secret;Pooling=perhaps")]
    public void A_connection_string_that_cannot_be_read_is_not_repeated(string text)
    {
        var error = Assert.Throws<InvalidConfigurationException>(() => Read(("ConnectionStrings:SmartDairy", text)));
        Assert.Contains("ConnectionStrings:SmartDairy", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_silo_among_others_needs_a_database_and_a_broker_that_all_share()
    {
        var error = Assert.Throws<InvalidConfigurationException>(() => Read(("Cluster:Mode", "Server")));
        Assert.Equal(2, error.Errors.Count);
        Assert.Contains("ConnectionStrings:SmartDairy is not set", error.Message, StringComparison.Ordinal);
        Assert.Contains("Mqtt:Broker is 'embedded'", error.Message, StringComparison.Ordinal);

        var whole =
            Read(("Cluster:Mode", "server"), ("ConnectionStrings:SmartDairy", "Host=db;Database=dairy"),
                ("Mqtt:Broker", "mqtts://broker:8884"));
        Assert.Equal((ClusterMode.Server, new Uri("mqtts://broker:8884")), (whole.Cluster.Mode, whole.Mqtt.Broker));
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("36", false)]
    [InlineData("37", true)]
    public void Readings_are_kept_for_longer_than_they_may_be_late(string days, bool allowed)
    {
        var error = Record.Exception(() => Read(("History:RetentionDays", days)));
        Assert.Equal(allowed, error is null);
    }

    [Fact]
    public void A_client_needs_the_database_alone()
    {
        Assert.Single(Assert.Throws<InvalidConfigurationException>(() => Read(("Cluster:Mode", "Client"))).Errors);
        Assert.Equal(
            ClusterMode.Client, Read(("Cluster:Mode", "Client"), ("ConnectionStrings:SmartDairy", "Host=db;Database=dairy")).Cluster.Mode);
    }

    [Fact]
    public void Certificates_are_for_encrypted_brokers_and_come_with_their_key()
    {
        var file = Path.GetTempFileName();
        var error = Assert.Throws<InvalidConfigurationException>(() => Read(
            ("Mqtt:Broker", "mqtt://broker"), ("Mqtt:CaFile", file), ("Mqtt:CertificateFile", file), ("Mqtt:KeyFile", "/nowhere/key.pem")));
        File.Delete(file);
        Assert.Contains("Mqtt:CaFile is set; it is for brokers of mqtts", error.Message, StringComparison.Ordinal);
        Assert.Contains("Mqtt:KeyFile is '/nowhere/key.pem'; there is no such file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_comes_from_its_file()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "word\n");
        Assert.Equal("word", Read(("Mqtt:Broker", "mqtt://broker"), ("Mqtt:PasswordFile", file)).Mqtt.ReadPassword());
        Assert.Throws<InvalidConfigurationException>(
            () => Read(("Mqtt:Broker", "mqtt://broker"), ("Mqtt:PasswordFile", file), ("Mqtt:Password", "other")));
        File.Delete(file);
    }

    [Fact]
    public void Silos_listen_to_readings_and_to_what_devices_say_of_themselves_at_an_outside_broker()
    {
        var options = new MqttBrokerOptions();
        ExternalBrokerComposition.Configure(options, Read(("Mqtt:Broker", "mqtt://broker")).Mqtt, "smartdairy");
        Assert.Equal(["dairy/#", "system/#"], options.TopicFilters);
        ExternalBrokerComposition.Configure(
            options, Read(("Mqtt:Broker", "mqtt://broker"), ("Mqtt:TopicFilters", "dairy/farm/1/#, system/farm/1/#")).Mqtt, "smartdairy");
        Assert.Equal(["dairy/farm/1/#", "system/farm/1/#"], options.TopicFilters);
        Assert.Throws<InvalidConfigurationException>(() => Read(("Mqtt:TopicFilters", ",")));
    }

    [Theory]
    [InlineData("mqtt://user:secret@broker:1883")]
    [InlineData("http://user:sec@ret@broker")]
    public void A_password_in_the_address_of_the_broker_is_refused_and_not_repeated(string broker)
    {
        var error = Assert.Throws<InvalidConfigurationException>(() => Read(("Mqtt:Broker", broker)));
        Assert.Contains("://***@broker", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sec", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_too_long_for_the_clients_of_a_broker_is_refused()
    {
        var name = new string('x', 49);
        Assert.Contains("Cluster:Id",
            Assert.Throws<InvalidConfigurationException>(() => Read(("Cluster:Id", name), ("Mqtt:Broker", "mqtt://broker"))).Message,
            StringComparison.Ordinal);
        Assert.Equal(name, Read(("Cluster:Id", name)).Cluster.Id);
    }

    [Fact]
    public void A_mode_is_understood_in_any_case() => Assert.Equal(ClusterMode.Embedded, Read(("Cluster:Mode", "embedded")).Cluster.Mode);
}
