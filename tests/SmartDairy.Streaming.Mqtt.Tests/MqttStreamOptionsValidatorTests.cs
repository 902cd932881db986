using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Xunit;

namespace SmartDairy.Streaming.Mqtt.Tests;

public sealed class MqttStreamOptionsValidatorTests
{
    private static string Validate(
        Action<MqttStreamOptions> change, StreamPullingAgentOptions? agent = null, IServiceProvider? services = null)
    {
        var options = new MqttStreamOptions();
        change(options);
        var validator = new MqttStreamOptionsValidator("farm", options, agent ?? new StreamPullingAgentOptions(), services);
        return Assert.Throws<OrleansConfigurationException>(validator.ValidateConfiguration).Message;
    }

    [Fact]
    public void The_defaults_are_valid_and_as_documented()
    {
        var options = new MqttStreamOptions();
        new MqttStreamOptionsValidator("farm", options, new StreamPullingAgentOptions()).ValidateConfiguration();
        Assert.Equal(
            ("mqtt", 8, 8, 10_000, 1_000, 4_096),
            (options.StreamNamespace, options.Shards, options.Queues, options.QueueCapacity, options.MaxBatch, options.CacheSize));
        Assert.Equal(
            (5, 25, 1_000, 300_000, 2_000),
            (options.PullPeriod.TotalMilliseconds, options.InFlightReadTimeout.TotalMilliseconds, options.IdleReadTimeout.TotalMilliseconds,
                options.MaxDeliveryTime.TotalMilliseconds, options.DrainTimeout.TotalMilliseconds));
    }

    [Fact]
    public void All_that_is_wrong_is_named_at_once_with_the_provider()
    {
        var message = Validate(o =>
        {
            o.StreamNamespace = " ";
            o.QueueCapacity = 0;
            o.MaxBatch = 0;
            o.PullPeriod = TimeSpan.Zero;
            o.MaxDeliveryTime = TimeSpan.Zero;
        });
        Assert.StartsWith("MQTT stream provider 'farm': StreamNamespace must not be blank; ", message, StringComparison.Ordinal);
        Assert.Contains("QueueCapacity must be 1 to 10,000,000, not 0; ", message, StringComparison.Ordinal);
        Assert.Contains("MaxBatch must be ", message, StringComparison.Ordinal);
        Assert.Contains("PullPeriod must be 00:00:00.0010000 to 00:00:10, not 00:00:00", message, StringComparison.Ordinal);
        Assert.Contains("MaxDeliveryTime must be ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shards_are_a_multiple_of_queues() =>
        Assert.Contains("Shards must be a multiple of Queues (8), not 12", Validate(o => o.Shards = 12), StringComparison.Ordinal);

    [Fact]
    public void A_larger_agent_batch_is_refused() => Assert.Contains(
        "BatchContainerBatchSize must be 1", Validate(_ => { }, new StreamPullingAgentOptions { BatchContainerBatchSize = 2 }),
        StringComparison.Ordinal);

    [Fact]
    public void A_missing_source_is_named() => Assert.Contains(
        "no IMqttSource is registered: call UseInProcessSource()",
        Validate(_ => { }, services: new ServiceCollection().BuildServiceProvider()),
        StringComparison.Ordinal);
}
