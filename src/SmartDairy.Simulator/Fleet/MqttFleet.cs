namespace SmartDairy.Simulator.Fleet;

/// <summary>
/// The devices of a farm on a broker: one MQTT 5 connection per device or gateway, QoS 1, resent until acknowledged. A fleet may run
/// several times, one run after the other.
/// </summary>
/// <example>
/// The past two weeks, as fast as the broker acknowledges:
/// <code>
/// var fleet = new MqttFleet(new FleetOptions { Port = 1883, Speed = 0 }, herd.Connections, passwords, TimeProvider.System);
/// await fleet.RunAsync(herd.Messages(now.AddDays(-14), now), herd.EstimateMessageCount(TimeSpan.FromDays(14)), progress, stopping);
/// </code>
/// </example>
public sealed class MqttFleet
{
    private readonly FleetOptions _options;
    private readonly (string Id, string Password)[] _logins;
    private readonly TimeProvider _time;

    /// <param name="options">Where to connect and how fast.</param>
    /// <param name="connections">The devices and gateways that connect, see <see cref="SimulatedHerd.Connections"/>; each id is also user
    /// name and client id.</param>
    /// <param name="passwords">Passwords by device id; additional devices are ignored.</param>
    /// <param name="time">Clock for messages, backoff and progress.</param>
    /// <exception cref="ArgumentException">An option is outside its range, or a connection has no password.</exception>
    public MqttFleet(
        FleetOptions options, IEnumerable<string> connections, IReadOnlyDictionary<string, string> passwords, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(connections);
        ArgumentNullException.ThrowIfNull(passwords);
        ArgumentNullException.ThrowIfNull(time);
        options.Validate();
        (_options, _time) = (options, time);
        _logins = [.. connections.Select(id => (id, passwords.GetValueOrDefault(id)
            ?? throw new ArgumentException($"There is no password for '{id}': add one to the passwords.", nameof(passwords))))];
    }

    /// <summary>
    /// Publishes all messages, in order for each connection, and returns when each is acknowledged or rejected. While the broker is away
    /// the run waits. At a speed above 0, a message leaves when the clock started at <paramref name="simulatedStart"/> reaches its
    /// <see cref="SimulatedMessage.SendAt"/>; an overdue message leaves at once.
    /// </summary>
    /// <param name="total">Number of messages, possibly estimated, for the progress; null when unknown.</param>
    /// <param name="progress">Called every <see cref="FleetOptions.ProgressInterval"/> and once at the end; null for none. The callback
    /// must not block for long.</param>
    /// <param name="simulatedStart">Simulated time at which the run begins; null for the time of the first message.</param>
    /// <exception cref="OperationCanceledException">Stopped; messages in flight may or may not have arrived.</exception>
    /// <exception cref="KeyNotFoundException">A message names a connection that the fleet does not have.</exception>
    public async Task<FleetProgress> RunAsync(
        IEnumerable<SimulatedMessage> messages,
        long? total = null,
        Action<FleetProgress>? progress = null,
        CancellationToken cancellationToken = default,
        DateTimeOffset? simulatedStart = null)
    {
        ArgumentNullException.ThrowIfNull(messages);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var counters = new FleetCounters();
        var started = _time.GetTimestamp();
        var connections = new Dictionary<string, (FleetConnection Connection, Task Run)>();
        using var ticker = progress is null ? null : _time.CreateTimer(
            _ => progress(counters.Snapshot(total, _time.GetElapsedTime(started))), null, _options.ProgressInterval,
            _options.ProgressInterval);
        try
        {
            foreach (var (id, password) in _logins)
            {
                var connection = new FleetConnection(id, password, _options, counters, _time, stop.Token);
                connections.Add(id, (connection, connection.RunAsync()));
            }

            await DispatchAsync(messages, connections, simulatedStart?.ToUnixTimeMilliseconds(), stop.Token);
            foreach (var (connection, _) in connections.Values)
            {
                connection.Queue.Complete();
            }

            await Task.WhenAll(connections.Values.Select(pair => pair.Run));
        }
        finally
        {
            await stop.CancelAsync();
            foreach (var (connection, run) in connections.Values)
            {
                await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                connection.Dispose();
            }
        }

        var end = counters.Snapshot(total, _time.GetElapsedTime(started));
        progress?.Invoke(end);
        return end;
    }

    private async Task DispatchAsync(
        IEnumerable<SimulatedMessage> messages, Dictionary<string, (FleetConnection Connection, Task Run)> connections, long? origin,
        CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        foreach (var message in messages)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_options.Speed > 0)
            {
                origin ??= message.SendAt;
                var due = TimeSpan.FromMilliseconds((message.SendAt - origin.Value) / _options.Speed);
                var wait = due - _time.GetElapsedTime(started);
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, _time, cancellationToken);
                }
            }

            var queue = connections[message.ConnectionId].Connection.Queue;
            if (!queue.TryWrite(message))
            {
                await queue.WriteAsync(message, cancellationToken);
            }
        }
    }
}
