using Npgsql;
using SmartDairy.Cli.Api;
using SmartDairy.Cli.Cluster;
using SmartDairy.Contracts.Devices;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Cli.FaultInjection;

/// <summary>
/// The load during faults: sensors that resend unacknowledged messages, and the comparison of acknowledged messages with stored rows.
/// </summary>
internal sealed class FaultLoad : IAsyncDisposable
{
    public const int FarmId = 1;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan StablePeriod = TimeSpan.FromSeconds(2);
    private readonly LocalCluster _cluster;
    private readonly TimeProvider _time;
    private readonly RetryingSensor[] _senders;
    private readonly double _perSecond;
    private readonly NpgsqlDataSource _database;
    private readonly CancellationTokenSource _measuring = new();
    private readonly CancellationTokenSource _sending = new();
    private readonly CancellationTokenSource _tracking = new();
    private Task _running = Task.CompletedTask;
    private Task _memoryTracking = Task.CompletedTask;

    private FaultLoad(LocalCluster cluster, RetryingSensor[] senders, double perSecond, TimeProvider time)
    {
        (_cluster, _senders, _perSecond, _time) = (cluster, senders, perSecond, time);
        _database = NpgsqlDataSource.Create(cluster.Database.ConnectionString() + ";Timeout=5;Command Timeout=30");
    }

    public double MaxResidentMiB { get; private set; }

    public long Acknowledged => _senders.Sum(sender => (long)sender.AcknowledgedCount);

    /// <summary>Registers the sensors and starts them.</summary>
    public static async Task<FaultLoad> StartAsync(
        LocalCluster cluster, int devices, double perSecond, int window, TimeProvider time, CancellationToken cancellationToken)
    {
        using var api = cluster.CreateClient();
        var registrar = new FarmRegistrar(api);
        await registrar.CreateFarmAsync(FarmId, "Faults", "UTC", cancellationToken);
        var sensors = Enumerable.Range(0, devices).Select(index => new DeviceRegistration
        {
            Id = $"FAULT-{index:000}",
            FarmId = FarmId,
            Type = DeviceType.EnvironmentalSensor,
            BarnId = 1,
            ZoneId = 1,
            TopicPrefix =
            DeviceTopics.BuildPrefix(DeviceType.EnvironmentalSensor, FarmId, $"FAULT-{index:000}", 1, 1, null, null, null, null, null),
        }).ToList();
        await registrar.RegisterDevicesAsync(FarmId, sensors, null, cancellationToken);
        var senders = sensors.Select(sensor => new RetryingSensor(
            sensor.Id, DeviceTopics.TelemetryTopic(sensor), "127.0.0.1", cluster.Broker.Port, perSecond / devices, window, time)).ToArray();
        var load = new FaultLoad(cluster, senders, perSecond, time);
        load._running =
            Task.WhenAll(
                senders.Select(
                    sender => Task.Run(() => sender.RunAsync(load._measuring.Token, load._sending.Token), CancellationToken.None)));
        load._memoryTracking = load.TrackMemoryAsync();
        return load;
    }

    /// <summary>Number of rows stored so far; null while the database does not answer.</summary>
    public async Task<long?> CountRowsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = _database.CreateCommand("select count(*) from environment");
            return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException)
        {
            return null;
        }
    }

    /// <summary>
    /// Waits until the rows have caught up: at most half a second's measurements are missing, for more than two seconds. A fault may take
    /// effect late, so the wait lasts at least <paramref name="minDuration"/>.
    /// </summary>
    /// <returns>Seconds from <paramref name="since"/> to the last poll with more missing; null when that lasts longer than
    /// <paramref name="maxWait"/>.</returns>
    public async Task<double?> WaitUntilCaughtUpAsync(
        long since, TimeSpan minDuration, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        var behind = TimeSpan.Zero;
        while (true)
        {
            var measured = _senders.Sum(sender => (long)sender.MeasuredCount);
            var rows = await CountRowsAsync(cancellationToken);
            var elapsed = _time.GetElapsedTime(since);
            if (rows is null || measured - rows > (_perSecond / 2) + 10)
            {
                behind = elapsed;
            }
            else if (elapsed > minDuration && elapsed - behind > StablePeriod)
            {
                return behind.TotalSeconds;
            }

            if (behind > maxWait)
            {
                return null;
            }

            await Task.Delay(PollInterval, _time, cancellationToken);
        }
    }

    /// <summary>Ends the load, waits until all messages are acknowledged and stored, and compares.</summary>
    public async Task<FaultResult> FinishAsync(string fault, double? recovery, string note, CancellationToken cancellationToken)
    {
        await _measuring.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromMinutes(2), _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _sending.CancelAsync();
        await WaitUntilStoredAsync(cancellationToken);
        await _tracking.CancelAsync();
        await _memoryTracking;
        var stored = await LoadStoredNumbersAsync(cancellationToken);
        long lost = 0;
        long dup = 0;
        foreach (var sender in _senders)
        {
            var rows = stored.GetValueOrDefault(sender.DeviceId) ?? [];
            var distinct = rows.ToHashSet();
            lost += sender.AcknowledgedNumbers.Count(number => !distinct.Contains(number));
            dup += rows.Count - distinct.Count;
        }

        var unsent = _senders.Sum(sender => sender.UnacknowledgedCount);
        var ledger = await DescribeLedgerAsync(cancellationToken);
        return new(fault, Acknowledged, stored.Values.Sum(rows => (long)rows.Count), lost, dup, recovery, MaxResidentMiB,
            string.Join("; ", ((string[])[note, ledger, unsent > 0 ? $"{unsent} never acknowledged" : ""]).Where(text => text.Length > 0)));
    }

    public async ValueTask DisposeAsync()
    {
        await _measuring.CancelAsync();
        await _sending.CancelAsync();
        await _tracking.CancelAsync();
        await Task.WhenAll(_running, _memoryTracking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _database.DisposeAsync();
        _measuring.Dispose();
        _sending.Dispose();
        _tracking.Dispose();
    }

    /// <summary>Waits until every acknowledged message has a row, or no row arrives for 40 s.</summary>
    private async Task WaitUntilStoredAsync(CancellationToken cancellationToken)
    {
        var patience = TimeSpan.FromSeconds(40);
        var (last, since) = (-1L, _time.GetTimestamp());
        while (_time.GetElapsedTime(since) < patience)
        {
            var rows = await CountRowsAsync(cancellationToken) ?? last;
            if (rows >= Acknowledged)
            {
                return;
            }

            if (rows > last)
            {
                (last, since) = (rows, _time.GetTimestamp());
            }

            await Task.Delay(PollInterval, _time, cancellationToken);
        }
    }

    /// <summary>Number of readings measured so far by each sensor.</summary>
    public IReadOnlyDictionary<string, int> CountMeasured()
        => _senders.ToDictionary(sender => sender.DeviceId, sender => sender.MeasuredCount);

    /// <summary>Sequence numbers of the stored readings of each sensor.</summary>
    public async Task<Dictionary<string, List<int>>> LoadStoredNumbersAsync(CancellationToken cancellationToken)
    {
        await using var command = _database.CreateCommand("select sensor_id, value from sensor_data where metric_name = 'light_lux'");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            var id = reader.GetString(0);
            (rows.TryGetValue(id, out var list) ? list : rows[id] = []).Add((int)reader.GetDouble(1));
        }

        return rows;
    }

    /// <summary>Describes the ledger once it closes, or after 20 s when it does not.</summary>
    private async Task<string> DescribeLedgerAsync(CancellationToken cancellationToken)
    {
        using var api = _cluster.CreateClient();
        var began = _time.GetTimestamp();
        while (true)
        {
            var ledger =
                (await api.SendAsync($"{{ ledger(farmId: {FarmId}) {{ received stored duplicate rejected pending }} }}", null,
                    cancellationToken)).GetProperty("ledger");
            long Count(string name) => ledger.GetProperty(name).GetInt64();
            var rows = await CountRowsAsync(cancellationToken);
            if (Count("pending") == 0 && Count("stored") == rows
                && Count("received") == Count("stored") + Count("duplicate") + Count("rejected"))
            {
                return $"ledger closes, {Count("duplicate")} redelivered"
                    + (Count("rejected") > 0 ? $", {Count("rejected")} rejected" : "");
            }

            if (_time.GetElapsedTime(began) > TimeSpan.FromSeconds(20))
            {
                return $"LEDGER OPEN: {ledger} against {rows} rows";
            }

            await Task.Delay(PollInterval, _time, cancellationToken);
        }
    }

    private async Task TrackMemoryAsync()
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(500), _time);
        try
        {
            while (await tick.WaitForNextTickAsync(_tracking.Token))
            {
                MaxResidentMiB = Math.Max(MaxResidentMiB, _cluster.LargestSiloMiB);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
