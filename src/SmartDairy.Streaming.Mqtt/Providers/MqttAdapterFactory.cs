using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace SmartDairy.Streaming.Mqtt.Providers;

/// <summary>Puts one provider together.</summary>
internal sealed class MqttAdapterFactory : IQueueAdapterFactory
{
    private readonly string _name;
    private readonly MqttStreamOptions _options;
    private readonly IMqttSource _source;
    private readonly IMqttDataAdapter _data;
    private readonly IMqttPublisher? _publisher;
    private readonly DeliveryFailures _failures;
    private readonly TimeSpan _maxDeliveryTime;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly QueueLanes[] _lanes;
    private readonly MqttStreamQueueMapper _mapper;
    private readonly SimpleQueueAdapterCache _cache;

    public MqttAdapterFactory(
        string name, MqttStreamOptions options, IMqttSource source, IMqttDataAdapter data, IMqttPublisher? publisher,
        IMqttFailureRecorder? recorder, TimeSpan maxDeliveryTime, TimeProvider clock, ILoggerFactory loggers)
    {
        _name = name;
        _options = options;
        _source = source;
        _data = data;
        _publisher = publisher;
        _maxDeliveryTime = maxDeliveryTime;
        _clock = clock;
        _logger = loggers.CreateLogger($"{typeof(MqttStreamOptions).Namespace}.{name}");
        _failures = new DeliveryFailures(recorder ?? new LoggingFailureRecorder(_logger), _logger);
        _mapper = new MqttStreamQueueMapper(name, options.StreamNamespace, options.Queues);
        _cache = new SimpleQueueAdapterCache(new SimpleQueueCacheOptions { CacheSize = options.CacheSize }, name, loggers);
        _lanes = new QueueLanes[options.Queues];
        for (var queue = 0; queue < _lanes.Length; queue++)
        {
            _lanes[queue] = new QueueLanes(queue, options, data, clock);
        }
    }

    public static MqttAdapterFactory Create(IServiceProvider services, string name) => new(
        name,
        services.GetRequiredService<IOptionsMonitor<MqttStreamOptions>>().Get(name),
        Find<IMqttSource>(services, name)
            ?? throw new OrleansConfigurationException($"MQTT stream provider '{name}': no {nameof(IMqttSource)} is registered."),
        DataAdapter(services, name),
        Find<IMqttPublisher>(services, name),
        Find<IMqttFailureRecorder>(services, name),
        services.GetRequiredService<IOptionsMonitor<StreamPullingAgentOptions>>().Get(name).MaxEventDeliveryTime,
        services.GetService<TimeProvider>() ?? TimeProvider.System,
        services.GetRequiredService<ILoggerFactory>());

    public static IMqttDataAdapter DataAdapter(IServiceProvider services, string name) =>
        Find<IMqttDataAdapter>(services, name) ?? new MqttMessageDataAdapter();

    public Task<IQueueAdapter> CreateAdapter() => CreateAdapter(CancellationToken.None);

    public Task<IQueueAdapter> CreateAdapter(CancellationToken cancellationToken) =>
        Task.FromResult<IQueueAdapter>(new MqttAdapter(_name, _data, _publisher, CreateReceiver));

    public IQueueAdapterCache GetQueueAdapterCache() => _cache;

    public IStreamQueueMapper GetStreamQueueMapper() => _mapper;

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) => Task.FromResult<IStreamFailureHandler>(
        new MqttFailureHandler(_lanes[queueId.GetNumericId()], _failures, _maxDeliveryTime, new("provider", _name), _clock, _logger));

    private MqttQueueReceiver CreateReceiver(QueueId queueId)
    {
        var queue = (int)queueId.GetNumericId();
        return new MqttQueueReceiver(_name, queue, _options, _source, _data, _lanes[queue], _failures, _clock, _logger);
    }

    private static T? Find<T>(IServiceProvider services, string name)
        where T : class => services.GetKeyedService<T>(name) ?? services.GetService<T>();
}
