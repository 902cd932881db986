using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using SmartDairy.Streaming.Mqtt.ExternalBroker;

namespace SmartDairy.Streaming.Mqtt;

/// <summary>Validates the options of one provider when the silo starts, and reports all errors at once.</summary>
/// <param name="name">The provider's name.</param>
/// <param name="options">Its options.</param>
/// <param name="agent">The options of its pulling agents.</param>
/// <param name="services">Where its source, and the options of an outside broker, are looked for; null: not checked.</param>
public sealed class MqttStreamOptionsValidator(
    string name, MqttStreamOptions options, StreamPullingAgentOptions agent, IServiceProvider? services = null) : IConfigurationValidator
{
    /// <exception cref="OrleansConfigurationException">Names every wrong option, what is allowed, and the provider.</exception>
    public void ValidateConfiguration()
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(options.StreamNamespace))
        {
            errors.Add($"{nameof(MqttStreamOptions.StreamNamespace)} must not be blank");
        }

        OptionRanges.Check(errors, options, prefix: "");
        if (options.Queues > 0 && options.Shards % options.Queues != 0)
        {
            errors.Add(
                $"{nameof(MqttStreamOptions.Shards)} must be a multiple of {nameof(MqttStreamOptions.Queues)} ({options.Queues}), "
                + $"not {options.Shards}");
        }

        var minCacheSize = 10 * Math.Max(1, options.Shards / Math.Max(1, options.Queues));
        if (options.CacheSize >= 10 && options.CacheSize < minCacheSize)
        {
            errors.Add(
                $"{nameof(MqttStreamOptions.CacheSize)} must be at least {minCacheSize}, ten for each shard of a queue, "
                + $"not {options.CacheSize}");
        }

        if (agent.BatchContainerBatchSize != 1)
        {
            // A failure is reported with the token of the first of several batches: the others would never be settled.
            errors.Add($"{nameof(StreamPullingAgentOptions)}.{nameof(StreamPullingAgentOptions.BatchContainerBatchSize)} must be 1, "
                + $"not {agent.BatchContainerBatchSize}: a batch already holds up to {nameof(MqttStreamOptions.MaxBatch)} deliveries");
        }

        if (services is not null && !HasSource(services))
        {
            errors.Add(
                $"no {nameof(IMqttSource)} is registered: call UseInProcessSource() or UseBroker(), "
                + $"or register one as a service keyed '{name}'");
        }

        if (services?.GetService<IServiceProviderIsKeyedService>() is { } registered
            && registered.IsKeyedService(typeof(MqttBrokerSource), name))
        {
            MqttBrokerOptionsValidator.Validate(
                errors, services.GetRequiredService<IOptionsMonitor<MqttBrokerOptions>>().Get(name), options.Queues);
        }

        if (errors.Count > 0)
        {
            throw new OrleansConfigurationException($"MQTT stream provider '{name}': {string.Join("; ", errors)}.");
        }
    }

    private bool HasSource(IServiceProvider services) =>
        services.GetService<IServiceProviderIsKeyedService>() is not { } known
        || known.IsKeyedService(typeof(IMqttSource), name)
        || known.IsService(typeof(IMqttSource));
}
