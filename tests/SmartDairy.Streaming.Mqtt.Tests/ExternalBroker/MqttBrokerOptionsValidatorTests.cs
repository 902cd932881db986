using Microsoft.Extensions.DependencyInjection;
using SmartDairy.Streaming.Mqtt.ExternalBroker;
using Xunit;

namespace SmartDairy.Streaming.Mqtt.Tests;

public sealed class MqttBrokerOptionsValidatorTests
{
    private static MqttBrokerOptions Valid => new() { Broker = new Uri("mqtt://broker"), TopicFilters = ["dairy/#"] };

    [Fact]
    public void The_defaults_are_as_documented_and_valid_with_a_broker_and_a_filter()
    {
        Assert.Empty(Check(_ => { }));
        var options = new MqttBrokerOptions();
        Assert.Equal(
            (null, "smartdairy", "smartdairy", 0, 1_000, 4_000, 1_048_576),
            (options.Broker, options.ClientIdPrefix, options.ShareGroup, options.TopicFilters.Count, options.ReceiveMaximum,
                options.QueueCapacity, options.MaxPacketBytes));
        Assert.Equal(
            (7 * 86_400, 30, 10, 1, 30),
            (options.SessionExpiry.TotalSeconds, options.KeepAlive.TotalSeconds, options.ConnectTimeout.TotalSeconds,
                options.ReconnectMin.TotalSeconds,
                options.ReconnectMax.TotalSeconds));
    }

    [Theory]
    [InlineData("mqtt://broker", 1883)]
    [InlineData("mqtts://broker", 8883)]
    [InlineData("mqtt://broker:1884", 1884)]
    [InlineData("mqtts://[::1]:8884/", 8884)]
    public void An_address_has_its_schemes_port_unless_it_names_one(string address, int port)
    {
        Assert.Empty(Check(o => o.Broker = new Uri(address)));
        Assert.Equal(port, new MqttBrokerOptions { Broker = new Uri(address) }.Port);
    }

    [Theory]
    [InlineData("http://broker")]
    [InlineData("mqtt://broker/path")]
    [InlineData("mqtt://me:secret@broker")]
    [InlineData("broker:1883")]
    public void Another_address_is_refused_without_telling_a_password(string address)
    {
        var error = Assert.Single(Check(o => o.Broker = new Uri(address)));
        Assert.StartsWith("Broker must be mqtt://host[:port] or mqtts://host[:port], not '", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/#/b")]
    [InlineData("a+/b")]
    [InlineData("a/#b")]
    [InlineData("")]
    [InlineData("$share/g/a")]
    public void A_malformed_filter_is_named(string filter)
    => Assert.Contains($"not '{filter}'", Assert.Single(Check(o => o.TopicFilters = [filter])), StringComparison.Ordinal);

    [Fact]
    public void Without_a_group_there_is_one_queue()
    {
        Assert.Contains("more than one queue (8)", Assert.Single(Check(o => o.ShareGroup = null)), StringComparison.Ordinal);
        Assert.Empty(Check(o => o.ShareGroup = null, queues: 1));
    }

    [Fact]
    public void Files_need_tls_and_must_be_there()
    {
        Assert.Equal("CaFile needs an mqtts:// Broker", Assert.Single(Check(o => o.CaFile = "/nowhere")));
        var errors = Check(o =>
        {
            o.Broker = new Uri("mqtts://broker");
            o.CaFile = "/nowhere";
            o.KeyFile = "/nowhere/key";
        });
        Assert.Equal(
            ["KeyFile needs a CertificateFile", "CaFile '/nowhere' does not exist", "KeyFile '/nowhere/key' does not exist"], errors);
    }

    [Fact]
    public void A_silo_refuses_to_start_and_names_all_that_is_wrong_with_the_provider_and_its_broker()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        new SiloMqttStreamConfigurator("farm", configure => configure(services))
            .ConfigureMqtt(mqtt => mqtt.Configure(o => o.MaxBatch = 0))
            .UseBroker(broker =>
            {
                broker.ClientIdPrefix = "a b";
                broker.Password = "secret";
                broker.ReceiveMaximum = 0;
                broker.QueueCapacity = 0;
                broker.MaxPacketBytes = 1;
                broker.KeepAlive = broker.SessionExpiry = broker.ConnectTimeout = broker.ReconnectMax = broker.ReconnectMin = TimeSpan.Zero;
            });
        using var provider = services.BuildServiceProvider();
        var validator = Assert.Single(provider.GetServices<IConfigurationValidator>().OfType<MqttStreamOptionsValidator>());
        var message = Assert.Throws<OrleansConfigurationException>(validator.ValidateConfiguration).Message;
        Assert.StartsWith("MQTT stream provider 'farm': MaxBatch must be ", message, StringComparison.Ordinal);
        foreach (var option in (string[])[
            "Broker must be", "ClientIdPrefix must be", "TopicFilters must name", "Password needs a UserName", "ReceiveMaximum must be",
            "MqttBrokerOptions.QueueCapacity must be",
            "MaxPacketBytes must be", "SessionExpiry must be", "KeepAlive must be", "ConnectTimeout must be", "ReconnectMax must be",
            "ReconnectMin must be"])
        {
            Assert.Contains(option, message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    private static List<string> Check(Action<MqttBrokerOptions> change, int queues = 8)
    {
        var options = Valid;
        change(options);
        var errors = new List<string>();
        MqttBrokerOptionsValidator.Validate(errors, options, queues);
        return errors;
    }
}
