using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;

namespace SmartDairy.Streaming.Mqtt.Tests;

/// <summary>A cluster in this process whose silos share one source, in process or a broker, and one consumer script.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private TestCluster(InProcessTestCluster cluster, InProcessMqttSource source, TestConsumer consumer)
    {
        _cluster = cluster;
        Source = source;
        Consumer = consumer;
    }

    public const string Provider = "mqtt";

    public InProcessMqttSource Source { get; }

    public TestConsumer Consumer { get; }

    public InProcessTestCluster Orleans => _cluster;

    public static async Task<TestCluster> StartAsync(
        Action<MqttStreamOptions>? configure = null, Action<IServiceCollection>? services = null, short silos = 1,
        Action<MqttBrokerOptions>? broker = null)
    {
        void Options(MqttStreamOptions options)
        {
            options.DrainTimeout = TimeSpan.Zero;
            configure?.Invoke(options);
        }

        var options = new MqttStreamOptions();
        Options(options);
        var source = new InProcessMqttSource(options);
        var consumer = new TestConsumer();
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(consumer);
            silo.Services.Configure<Orleans.Configuration.ClusterMembershipOptions>(membership =>
            {
                membership.ProbeTimeout = TimeSpan.FromSeconds(1);
                membership.NumMissedProbesLimit = 2;
                membership.NumVotesForDeathDeclaration = 1;
            });
            if (broker is null)
            {
                silo.Services.AddKeyedSingleton<IMqttSource>(Provider, source);
            }

            silo.Services.AddLogging(log => log.SetMinimumLevel(LogLevel.Critical));
            services?.Invoke(silo.Services);
            silo.AddMqttStreams(Provider, (SiloMqttStreamConfigurator streams) =>
            {
                streams.ConfigureMqtt(mqtt => mqtt.Configure(Options));
                if (broker is not null)
                {
                    streams.UseBroker(broker);
                }
            });
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new TestCluster(cluster, source, consumer);
    }

    public async Task<TestDelivery> EnqueueAsync(string topic, string payload = "")
    {
        var delivery = new TestDelivery(topic, payload);
        await Source.EnqueueAsync(delivery);
        return delivery;
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();
}
