using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Streams;
using SmartDairy.Streaming.Mqtt.Providers;

namespace SmartDairy.Streaming.Mqtt;

/// <summary>Configures one MQTT stream provider of a silo.</summary>
public sealed class SiloMqttStreamConfigurator : SiloPersistentStreamConfigurator
{
    /// <param name="name">The provider's name.</param>
    /// <param name="configureDelegate">Registers services with the silo.</param>
    public SiloMqttStreamConfigurator(string name, Action<Action<IServiceCollection>> configureDelegate)
        : base(name, configureDelegate, MqttQueueAdapterFactory.Create)
    {
        // Shards are fixed, and each has its consumer by its attribute: there is nothing to store about subscriptions.
        this.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
        this.ConfigurePartitionBalancing(EqualSharesBalancer.Create);
        this.ConfigurePullingAgent(builder => builder.Configure<IOptionsMonitor<MqttStreamOptions>>((agent, monitor) =>
        {
            var options = monitor.Get(name);
            agent.BatchContainerBatchSize = 1;
            agent.GetQueueMsgsTimerPeriod = options.PullPeriod;
            agent.MaxEventDeliveryTime = options.MaxDeliveryTime;

            // A stream that goes cold stops its queue while it registers again, and there are few shards: keep them for good.
            agent.StreamInactivityPeriod = TimeSpan.FromDays(3650);
        }));
        ConfigureDelegate(services => services.TryAddSingleton<MqttBatchSerializationCallbacks>());
        ConfigureDelegate(services => services
            .ConfigureNamedOptionForLogging<MqttStreamOptions>(name)
            .AddTransient<IConfigurationValidator>(provider => new MqttStreamOptionsValidator(
                name,
                provider.GetRequiredService<IOptionsMonitor<MqttStreamOptions>>().Get(name),
                provider.GetRequiredService<IOptionsMonitor<StreamPullingAgentOptions>>().Get(name),
                provider)));
    }

    /// <summary>Sets options.</summary>
    public SiloMqttStreamConfigurator ConfigureMqtt(Action<OptionsBuilder<MqttStreamOptions>> configure)
    {
        this.Configure(configure);
        return this;
    }

    /// <summary>
    /// Reads from a broker in this process: registers an <see cref="InProcessMqttSource"/>, keyed by the provider's name, which the broker
    /// fills.
    /// </summary>
    public SiloMqttStreamConfigurator UseInProcessSource()
    {
        var name = Name;
        ConfigureDelegate(services => services
            .AddKeyedSingleton(name, (provider, _) => new InProcessMqttSource(
                provider.GetRequiredService<IOptionsMonitor<MqttStreamOptions>>().Get(name)))
            .AddKeyedSingleton<IMqttSource>(name, (provider, key) => provider.GetRequiredKeyedService<InProcessMqttSource>(key)));
        return this;
    }

    /// <summary>
    /// Reads from an outside broker and publishes to it; see <see cref="UseBroker(Action{OptionsBuilder{MqttBrokerOptions}})"/>.
    /// </summary>
    public SiloMqttStreamConfigurator UseBroker(Action<MqttBrokerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return UseBroker((OptionsBuilder<MqttBrokerOptions> options) => options.Configure(configure));
    }

    /// <summary>
    /// Reads from an outside broker and publishes to it: registers an <see cref="MqttBrokerSource"/> and an
    /// <see cref="MqttBrokerPublisher"/>, both keyed by the provider's name. A publisher that the application registered under that key
    /// stays.
    /// </summary>
    /// <param name="configure">Sets where the broker is, and the rest.</param>
    public SiloMqttStreamConfigurator UseBroker(Action<OptionsBuilder<MqttBrokerOptions>> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var name = Name;
        ConfigureDelegate(services =>
        {
            configure(services.AddOptions<MqttBrokerOptions>(name));
            services.AddKeyedSingleton(name, (provider, _) => MqttBrokerSource.Create(provider, name));
            services.AddKeyedSingleton<IMqttSource>(name, (provider, key) => provider.GetRequiredKeyedService<MqttBrokerSource>(key));
            services.AddKeyedSingleton(name, (provider, _) => MqttBrokerPublisher.Create(provider, name));
            services.TryAddKeyedSingleton<IMqttPublisher>(
                name, (provider, key) => provider.GetRequiredKeyedService<MqttBrokerPublisher>(key));
        });
        return this;
    }
}
