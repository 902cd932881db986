using System.Globalization;
using Microsoft.Data.Sqlite;
using MQTTnet;
using Xunit;

namespace SmartDairy.EndToEnd.Tests;

/// <summary>Durability: acknowledged readings are stored exactly once, however often the process is killed.</summary>
public sealed class KillDurabilityTests
{
    private const int Connections = 50;
    private const int Window = 20;
    private const int Kills = 10;
    private const int Seed = 20_261_124;
    private static readonly DateTimeOffset Epoch = TimeProvider.System.GetUtcNow().AddHours(-10);

    [Fact]
    public async Task Acknowledged_readings_are_stored_exactly_once_after_ten_kills()
    {
        await using var api = await EmbeddedDeployment.StartAsync();
        await FarmSetup.CreateAsync(api, 1);
        var ids = Enumerable.Range(0, Connections).Select(i => $"ENV-{i}").ToArray();
        var passwords = await FarmSetup.RegisterSensorsAsync(api, 1, ids);
        var random = new Random(Seed);
        var senders = ids.Select(id => new RetryingSender(id, passwords[id])).ToArray();
        for (var round = 0; round < Kills; round++)
        {
            using var stop = new CancellationTokenSource();
            var sending = Task.WhenAll(senders.Select(sender => sender.RunAsync(api, stop.Token)));
            // Kill after a random number of acknowledgements rather than a time, at full speed.
            var target = senders.Sum(sender => sender.Acknowledged) + random.Next(500, 4_000);
            using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
            while (senders.Sum(sender => sender.Acknowledged) < target
                && await poll.WaitForNextTickAsync(TestContext.Current.CancellationToken))
            {
            }

            await api.KillAsync();
            await stop.CancelAsync();
            await sending;
            await api.StartProcessAsync();
        }

        await Task.WhenAll(senders.Select(sender => sender.ResendAsync(api)));

        var ledger = (await api.QueryAsync("{ ledger(farmId: 1) { received stored duplicate rejected pending } }")).GetProperty("ledger");
        long Count(string name) => ledger.GetProperty(name).GetInt64();
        Assert.Equal(0, Count("pending"));
        Assert.Equal(0, Count("rejected"));
        Assert.Equal(Count("received"), Count("stored") + Count("duplicate"));
        await api.KillAsync();

        var stored = await StoredAsync(api.DataDirectory);
        Assert.Equal(Count("stored"), stored.Values.Sum(rows => rows.Count));
        foreach (var sender in senders)
        {
            var rows = stored[sender.Id];
            Assert.Equal(rows.Count, rows.Distinct().Count());
            Assert.Subset(rows.ToHashSet(), sender.AcknowledgedSequence.ToHashSet());
            Assert.Subset(sender.SentSequence.ToHashSet(), rows.ToHashSet());
        }

        TestContext.Current.SendDiagnosticMessage(
            $"acked={senders.Sum(s => s.Acknowledged)} stored={Count("stored")} lost=0 dup=0 redelivered={Count("duplicate")} kills={Kills}");
    }

    private static async Task<Dictionary<string, List<int>>> StoredAsync(string data)
    {
        await using var db = new SqliteConnection($"Data Source={Path.Combine(data, "smartdairy.db")}");
        await db.OpenAsync();
        await using var command = db.CreateCommand();
        command.CommandText = "select sensor_id, value from sensor_data where metric_name = 'light_lux'";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new Dictionary<string, List<int>>();
        while (await reader.ReadAsync())
        {
            var id = reader.GetString(0);
            if (!rows.TryGetValue(id, out var list))
            {
                rows[id] = list = [];
            }

            list.Add((int)reader.GetDouble(1));
        }

        return rows;
    }

    private sealed class RetryingSender(string id, string password)
    {
        private readonly Lock _lock = new();
        private readonly SortedSet<int> _open = [];
        private readonly List<int> _acknowledged = [];
        private int _next;

        public string Id { get; } = id;

        public int Acknowledged
        {
            get
            {
                lock (_lock)
                {
                    return _acknowledged.Count;
                }
            }
        }

        public IEnumerable<int> AcknowledgedSequence => _acknowledged;

        public IEnumerable<int> SentSequence => Enumerable.Range(0, _next);

        /// <summary>Sends new readings until the process is killed.</summary>
        public async Task RunAsync(EmbeddedDeployment api, CancellationToken cancellationToken)
        {
            try
            {
                using var client = await FarmSetup.ConnectAsync(api, Id, password);
                await Task.WhenAll(Enumerable.Range(0, Window).Select(async _ =>
                {
                    while (!cancellationToken.IsCancellationRequested)
                    {
                        await SendAsync(client, NextSequence());
                    }
                }));
            }
            catch (Exception) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                // The test killed the process; unacknowledged readings stay open.
            }
        }

        public async Task ResendAsync(EmbeddedDeployment api)
        {
            using var client = await FarmSetup.ConnectAsync(api, Id, password);
            foreach (var sequence in _open.ToArray())
            {
                await SendAsync(client, sequence);
            }
        }

        private int NextSequence()
        {
            lock (_lock)
            {
                _open.Add(_next);
                return _next++;
            }
        }

        private async Task SendAsync(IMqttClient client, int sequence)
        {
            var time =
                Epoch.AddMilliseconds(sequence * 10).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            var result = await FarmSetup.PublishAsync(
                client,
                FarmSetup.Topic(1, Id),
                $$"""{"timestamp":"{{time}}","device_id":"{{Id}}","seq":{{sequence}},"readings":{"temperature_c":20.5,"humidity_percent":60,"light_lux":{{sequence}}} }""");
            Assert.True(result.IsSuccess, result.ReasonString);
            lock (_lock)
            {
                _open.Remove(sequence);
                _acknowledged.Add(sequence);
            }
        }
    }
}
