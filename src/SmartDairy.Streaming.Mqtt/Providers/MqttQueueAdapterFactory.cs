using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace SmartDairy.Streaming.Mqtt.Providers;

/// <summary>Puts one provider together.</summary>
internal sealed class MqttQueueAdapterFactory : IQueueAdapterFactory
{
    private readonly string _name;
    private readonly MqttStreamOptions _options;
    private readonly IMqttSource _source;
    private readonly IMqttDataAdapter _data;
    private readonly IMqttPublisher? _publisher;
    private readonly FailedDeliverySettler _failures;
    private readonly TimeSpan _maxDeliveryTime;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly QueueShards[] _shards;
    private readonly MqttStreamQueueMapper _mapper;
    private readonly SimpleQueueAdapterCache _cache;

    public MqttQueueAdapterFactory(
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
        _failures = new FailedDeliverySettler(recorder ?? new LoggingFailureRecorder(_logger), _logger);
        _mapper = new MqttStreamQueueMapper(name, options.StreamNamespace, options.Queues);
        _cache = new SimpleQueueAdapterCache(new SimpleQueueCacheOptions { CacheSize = options.CacheSize }, name, loggers);
        _shards = new QueueShards[options.Queues];
        for (var queue = 0; queue < _shards.Length; queue++)
        {
            _shards[queue] = new QueueShards(queue, options, clock);
        }
    }

    public static MqttQueueAdapterFactory Create(IServiceProvider services, string name) => new(
        name,
        services.GetRequiredService<IOptionsMonitor<MqttStreamOptions>>().Get(name),
        Find<IMqttSource>(services, name)
            ?? throw new OrleansConfigurationException($"MQTT stream provider '{name}': no {nameof(IMqttSource)} is registered."),
        Find<IMqttDataAdapter>(services, name) ?? new MqttMessageDataAdapter(),
        Find<IMqttPublisher>(services, name),
        Find<IMqttFailureRecorder>(services, name),
        services.GetRequiredService<IOptionsMonitor<StreamPullingAgentOptions>>().Get(name).MaxEventDeliveryTime,
        services.GetService<TimeProvider>() ?? TimeProvider.System,
        services.GetRequiredService<ILoggerFactory>());

    public Task<IQueueAdapter> CreateAdapter() => CreateAdapter(CancellationToken.None);

    public Task<IQueueAdapter> CreateAdapter(CancellationToken cancellationToken) =>
        Task.FromResult<IQueueAdapter>(new MqttQueueAdapter(_name, _data, _publisher, CreateReceiver));

    public IQueueAdapterCache GetQueueAdapterCache() => _cache;

    public IStreamQueueMapper GetStreamQueueMapper() => _mapper;

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) => Task.FromResult<IStreamFailureHandler>(
        new MqttStreamFailureHandler(
            _shards[queueId.GetNumericId()], _failures, _maxDeliveryTime, new("provider", _name), _clock, _logger));

    private MqttQueueReceiver CreateReceiver(QueueId queueId)
    {
        var queue = (int)queueId.GetNumericId();
        return new MqttQueueReceiver(_name, queue, _options, _source, _data, _shards[queue], _failures, _clock, _logger);
    }

    private static T? Find<T>(IServiceProvider services, string name)
        where T : class => services.GetKeyedService<T>(name) ?? services.GetService<T>();
}
