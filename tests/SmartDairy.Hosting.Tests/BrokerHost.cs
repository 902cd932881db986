using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Formatter;
using SmartDairy.Broker.Connections;
using SmartDairy.Broker.Embedded;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.History.Ledger;
using SmartDairy.History.Registry;
using SmartDairy.Hosting.Broker;
using SmartDairy.Hosting.Configuration;
using SmartDairy.Security.Devices;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Hosting.Tests;

/// <summary>The embedded broker on real sockets, with the reading end of its one queue in the test's hands.</summary>
internal sealed class BrokerHost : IAsyncDisposable
{
    public const int FarmId = 7;
    private readonly WebApplication _app;
    private readonly IMqttQueueSource _queue;
    private readonly List<IMqttClient> _clients = [];

    private BrokerHost(WebApplication app, IMqttQueueSource queue, Channel<(string DeviceId, ConnectionChange Change)> changes)
    {
        _app = app;
        _queue = queue;
        Changes = changes.Reader;
    }

    public ChannelReader<(string DeviceId, ConnectionChange Change)> Changes { get; }

    public IServiceProvider Services => _app.Services;

    public int Port => Services.GetRequiredService<EmbeddedBrokerEndpoint>().Port;

    public string HttpAddress => _app.Urls.First(url => new Uri(url).Port != Port);

    public IRegistry Registry => Services.GetRequiredService<IRegistry>();

    public IDeviceConnections Control => Services.GetRequiredService<IDeviceConnections>();

    public IntakeLedger Ledger => Services.GetRequiredService<IntakeLedger>();

    public static CancellationToken TestTimeout => CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken, new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token).Token;

    public static async Task<BrokerHost> StartAsync(params (string Key, string Value)[] configuration)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        { ["Mqtt:Port"] = "0", ["urls"] = "http://127.0.0.1:0", ["Intake:Shards"] = "1" });
        builder.Configuration.AddInMemoryCollection(configuration.ToDictionary(pair => pair.Key, pair => (string?)pair.Value));
        var settings = SmartDairyOptions.Read(builder.Configuration);
        var source = new InProcessMqttSource(
            new MqttStreamOptions { Shards = 1, Queues = 1, QueueCapacity = settings.Intake.QueueCapacity });
        var changes = Channel.CreateUnbounded<(string, ConnectionChange)>();
        builder.Services.AddKeyedSingleton(IntakeStreams.ProviderName, source);
        builder.Services.AddSingleton<IRegistry, InMemoryRegistry>();
        builder.Services.AddSingleton<IntakeLedger>();
        builder.Services.AddSingleton<ConnectionChangeHandler>((id, change) => changes.Writer.WriteAsync((id, change)).AsTask());
        builder.Services.AddEmbeddedBroker(settings.Mqtt);
        builder.Services.AddRouting();
        var app = builder.Build();
        app.UseWebSockets();
        app.MapSmartDairyMqtt();
        var queue = source.OpenQueue(0);
        await app.StartAsync(TestTimeout);
        return new BrokerHost(app, queue, changes);
    }

    /// <summary>Registers a sensor, or what <paramref name="change"/> makes of it; its secret is the answer.</summary>
    public async Task<string> RegisterAsync(string id, Func<DeviceRegistration, DeviceRegistration>? change = null)
    {
        var secret = DeviceSecret.Generate();
        var device = new DeviceRegistration
        {
            Id = id,
            FarmId = FarmId,
            Type = DeviceType.EnvironmentalSensor,
            BarnId = 1,
            ZoneId = 2,
            TopicPrefix = $"dairy/farm/{FarmId}/barn/1/zone/2/sensor/{id}",
        };
        await Registry.AddDevicesAsync([new DeviceRow(change is null ? device : change(device), DeviceSecret.Hash(secret))], TestTimeout);
        return secret;
    }

    public MqttClientOptionsBuilder Options(string id, string secret, MqttProtocolVersion version = MqttProtocolVersion.V500) =>
        new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", Port).WithProtocolVersion(version).WithClientId(id)
        .WithCredentials(id, secret)
            .WithTimeout(TimeSpan.FromSeconds(15));

    private static string Telemetry(string id) => $"dairy/farm/{FarmId}/barn/1/zone/2/sensor/{id}/telemetry";

    public static string TelemetryTopic(string id) => Telemetry(id);

    public async Task<(IMqttClient Client, MqttClientConnectResult Answer)> ConnectAsync(MqttClientOptionsBuilder options)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        _clients.Add(client);
        return (client, await client.ConnectAsync(options.Build(), TestTimeout));
    }

    /// <summary>A registered sensor, connected.</summary>
    public async Task<IMqttClient> ConnectDeviceAsync(string id, MqttProtocolVersion version = MqttProtocolVersion.V500)
    {
        var (client, answer) = await ConnectAsync(Options(id, await RegisterAsync(id), version));
        Assert.Equal(MqttClientConnectResultCode.Success, answer.ResultCode);
        return client;
    }

    /// <summary>The next delivery on its way to a shard.</summary>
    public async Task<MqttDelivery> NextDeliveryAsync()
    {
        MqttDelivery? delivery;
        while (!_queue.TryRead(out delivery))
        {
            Assert.True(await _queue.WaitAsync(TestTimeout));
        }

        return delivery;
    }

    public int QueuedCount => _queue.Depth;

    public Task StopAsync() => _app.StopAsync(TestTimeout);

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
