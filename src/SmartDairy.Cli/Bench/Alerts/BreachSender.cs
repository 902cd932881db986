using System.Globalization;
using System.Text;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using SmartDairy.Cli.Api;
using SmartDairy.Contracts.Devices;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Cli.Bench.Alerts;

/// <summary>
/// Separate sensors, each with a connection, that exceed a temperature and cool down again, one after the other at a steady rate.
/// </summary>
internal sealed class BreachSender : IAsyncDisposable
{
    private const int Barn = 1;
    private const int Zone = 1;
    private readonly List<(IMqttClient Client, string Topic)> _sensors = [];
    private readonly TimeProvider _time;
    private long _acknowledged;

    private BreachSender(TimeProvider time) => _time = time;

    /// <summary>Messages acknowledged by the server.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>Registers and connects the sensors.</summary>
    /// <param name="sensors">Number of sensors, even: half of them are warm at a time.</param>
    public static async Task<BreachSender> ConnectAsync(
        BenchTarget target, int farmId, int sensors, TimeProvider time, CancellationToken cancellationToken)
    {
        var devices = Enumerable.Range(0, sensors).Select(index => $"BREACH-{farmId}-{index:00}").Select(id => new DeviceRegistration
        {
            Id = id,
            FarmId = farmId,
            Type = DeviceType.EnvironmentalSensor,
            BarnId = Barn,
            ZoneId = Zone,
            TopicPrefix = DeviceTopics.BuildPrefix(DeviceType.EnvironmentalSensor, farmId, id, Barn, Zone, null, null, null, null, null),
        }).ToList();
        var passwords = await new FarmRegistrar(target.Api).RegisterDevicesAsync(farmId, devices, null, cancellationToken);
        var sender = new BreachSender(time);
        try
        {
            foreach (var device in devices)
            {
                var client = new MqttClientFactory().CreateMqttClient();
                sender._sensors.Add((client, $"dairy/farm/{farmId}/barn/{Barn}/zone/{Zone}/sensor/{device.Id}/telemetry"));
                var options = new MqttClientOptionsBuilder()
                    .WithTcpServer(target.Broker.Address.ToString(), target.Broker.Port)
                    .WithProtocolVersion(MqttProtocolVersion.V500)
                    .WithClientId(device.Id)
                    .WithCredentials(device.Id, passwords[device.Id])
                    .Build();
                await client.ConnectAsync(options, cancellationToken);
            }

            return sender;
        }
        catch
        {
            await sender.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends breaches until the span is over; each sensor cools down half a round after its breach.</summary>
    public async Task RunAsync(BreachTimes times, double perSecond, TimeSpan span, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var open = new List<Task>();
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1 / perSecond), _time);
        for (var number = 0; number < BreachTimes.MaxBreaches && _time.GetElapsedTime(started) < span
            && await pace.WaitForNextTickAsync(cancellationToken); number++)
        {
            var now = _time.GetUtcNow();
            times.RecordPublish(number, now);
            open.Add(SendAsync(number % _sensors.Count, now, BreachTimes.Temperature(number), cancellationToken));
            open.Add(SendAsync((number + (_sensors.Count / 2)) % _sensors.Count, now, "22.5", cancellationToken));
            open.RemoveAll(send => send.IsCompletedSuccessfully);
        }

        await Task.WhenAll(open);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (client, _) in _sensors)
        {
            await client.DisconnectAsync();
            client.Dispose();
        }
    }

    private async Task SendAsync(int sensor, DateTimeOffset at, string temperature, CancellationToken cancellationToken)
    {
        var (client, topic) = _sensors[sensor];
        var stamp = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var message = new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithPayload(
                Encoding.UTF8.GetBytes(
                    $$$"""{"timestamp":"{{{stamp}}}","readings":{"temperature_c":{{{temperature}}},"humidity_percent":65}}"""))
            .Build();
        var answer = await client.PublishAsync(message, cancellationToken);
        if (!answer.IsSuccess)
        {
            throw new ApiException(ExitCodes.Failed, $"The server rejected a breach: {answer.ReasonCode} {answer.ReasonString}");
        }

        Interlocked.Increment(ref _acknowledged);
    }
}
