namespace SmartDairy.Streaming.Mqtt;

/// <summary>Adds MQTT stream providers to a silo.</summary>
public static class MqttSiloBuilderExtensions
{
    /// <summary>Adds an MQTT stream provider that reads from a broker in this process (<see cref="InProcessMqttSource"/>).</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="name">The provider's name, by which grains and keyed services refer to it.</param>
    /// <param name="configureOptions">Sets options; null: all defaults.</param>
    public static ISiloBuilder AddMqttStreams(this ISiloBuilder builder, string name, Action<MqttStreamOptions>? configureOptions = null) =>
        builder.AddMqttStreams(name, (SiloMqttStreamConfigurator streams) =>
        {
            streams.UseInProcessSource();
            if (configureOptions is not null)
            {
                streams.ConfigureMqtt(options => options.Configure(configureOptions));
            }
        });

    /// <summary>Adds an MQTT stream provider whose source is chosen by the configurator, or registered as a keyed service.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="name">The provider's name, by which grains and keyed services refer to it.</param>
    /// <param name="configure">Chooses the source, sets options.</param>
    public static ISiloBuilder AddMqttStreams(this ISiloBuilder builder, string name, Action<SiloMqttStreamConfigurator> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        configure(new SiloMqttStreamConfigurator(name, services => builder.ConfigureServices(services)));
        return builder;
    }
}
