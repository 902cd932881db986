using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SmartDairy.Streaming.Mqtt.ExternalBroker;

namespace SmartDairy.Streaming.Mqtt;

/// <summary>
/// The source for an outside MQTT 5 broker: a client for each queue that this silo owns, with a shared subscription and a session that
/// stays at the broker when the queue moves on. A delivery is acknowledged to the broker when it is settled.
/// </summary>
public sealed class MqttBrokerSource : IMqttSource, IAsyncDisposable
{
    private readonly string _provider;
    private readonly MqttBrokerOptions _options;
    private readonly IMqttDeliveryFactory? _factory;
    private readonly IMqttDeliveryObserver? _observer;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly OutageLogger _outages;
    private readonly ConcurrentDictionary<BrokerQueue, byte> _openQueues = new();

    /// <param name="provider">The name of the provider that reads from this source, for logs and metrics.</param>
    /// <param name="options">Where the broker is. Not validated here.</param>
    /// <param name="observer">Counts deliveries; null: they are not counted.</param>
    /// <param name="clock">Measures pauses and timeouts; null: the system's.</param>
    /// <param name="logger">Logs connections that are lost and made again.</param>
    /// <param name="factory">Makes deliveries; null: they are plain <see cref="BrokerDelivery"/> objects.</param>
    public MqttBrokerSource(
        string provider, MqttBrokerOptions options, IMqttDeliveryObserver? observer, TimeProvider? clock, ILogger logger,
        IMqttDeliveryFactory? factory = null)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(options.Broker);
        ArgumentNullException.ThrowIfNull(logger);
        _provider = provider;
        _options = options;
        _factory = factory;
        _observer = observer;
        _clock = clock ?? TimeProvider.System;
        _logger = logger;
        _outages = new OutageLogger(provider, options.Broker, _clock, logger);
    }

    /// <summary>How the queues stand that this silo owns now, by their numbers; empty when it owns none.</summary>
    public IReadOnlyList<MqttBrokerQueueStatus> QueueStatuses =>
        [.. _openQueues.Keys.Select(static queue => queue.Status).OrderBy(static status => status.Queue)];

    /// <inheritdoc/>
    public IMqttQueueSource OpenQueue(int queue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(queue);
        var opened = new BrokerQueue(
            queue, _provider, _options, _factory, _observer, _outages, _clock, _logger, closed => _openQueues.TryRemove(closed, out _));
        _openQueues.TryAdd(opened, 0);
        return opened;
    }

    /// <summary>Closes the queues that were not closed by the provider.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var queue in _openQueues.Keys)
        {
            await queue.DisposeAsync().ConfigureAwait(false);
        }
    }

    internal static MqttBrokerSource Create(IServiceProvider services, string name) => new(
        name,
        services.GetRequiredService<IOptionsMonitor<MqttBrokerOptions>>().Get(name),
        services.GetKeyedService<IMqttDeliveryObserver>(name) ?? services.GetService<IMqttDeliveryObserver>(),
        services.GetService<TimeProvider>(),
        services.GetRequiredService<ILoggerFactory>().CreateLogger($"{typeof(MqttBrokerSource).Namespace}.{name}"),
        services.GetKeyedService<IMqttDeliveryFactory>(name) ?? services.GetService<IMqttDeliveryFactory>());
}
