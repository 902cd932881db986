using System.Runtime.InteropServices;
using Npgsql;
using SmartDairy.Contracts.Devices;
using SmartDairy.History.Ledger;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Ledger;

/// <summary>
/// The ledger in this process's memory, brought up to date before every answer with what any process committed since: the deltas not seen
/// yet, and after a folding the counters that changed. All who ask at one time share one look at the database, which starts after they
/// asked.
/// </summary>
internal sealed class MessageLedger(PostgresExecutor connections)
{
    private const string Generation = "select generation from ledger_generation";
    private const string Counters = "select farm, device, stored, duplicate, rejected from ledger where generation > $1";
    private const string CompactedSql = "select writer, folded from ledger_writer where generation > $1";
    private const string Deltas =
        "select d.writer, d.sequence, d.counts from ledger_delta d left join unnest($1, $2) as seen (writer, sequence) on seen.writer = d.writer "
        + "where seen.sequence is null or d.sequence > seen.sequence order by d.writer, d.sequence";

    private readonly Lock _gate = new();
    private readonly Dictionary<LedgerKey, MessageCounts> _counters = [];
    private readonly Dictionary<LedgerKey, MessageCounts> _sums = [];
    private readonly Dictionary<int, MessageCounts> _devices = [];
    private readonly Dictionary<int, MessageCounts> _farms = [];
    private readonly Dictionary<long, WriterDeltas> _writers = [];
    private long _generation = -1;
    private Task _running = Task.CompletedTask;
    private Task? _next;

    /// <summary>Completes when everything is known that was committed before this call.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return (_next ??= RefreshAfterAsync(_running)).WaitAsync(cancellationToken);
        }
    }

    public MessageCounts CountsOfFarm(int farmId)
    {
        lock (_gate)
        {
            return _farms.GetValueOrDefault(farmId);
        }
    }

    public MessageCounts CountsOfDevice(int deviceKey)
    {
        lock (_gate)
        {
            return _devices.GetValueOrDefault(deviceKey);
        }
    }

    /// <summary>The devices that messages of this farm were about.</summary>
    public int[] DevicesOfFarm(int farmId)
    {
        lock (_gate)
        {
            return [.. _sums.Keys.Where(key => key.Farm == farmId && key.Device != 0).Select(key => key.Device)];
        }
    }

    private async Task RefreshAfterAsync(Task running)
    {
        // Off the caller's lock.
        await Task.Yield();
        try
        {
            await running;
        }
        catch (Exception)
        {
            // Those who waited for it were told, whatever it was; this look is another one.
        }

        lock (_gate)
        {
            _running = _next!;
            _next = null;
        }

        await connections.ReadAsync(ReadChangesAsync, CancellationToken.None, repeatableRead: true);
    }

    private async Task<bool> ReadChangesAsync(NpgsqlConnection connection)
    {
        await using var batch = CreateBatch(connection);
        await using var answer = await batch.ExecuteReaderAsync();
        var change = new LedgerUpdate();
        while (await answer.ReadAsync())
        {
            change.Generation = answer.GetInt64(0);
        }

        await answer.NextResultAsync();
        while (await answer.ReadAsync())
        {
            change.Counters.Add(
                (new LedgerKey(answer.GetInt32(0), answer.GetInt32(1)),
                    new MessageCounts(answer.GetInt64(2), answer.GetInt64(3), answer.GetInt64(4))));
        }

        await answer.NextResultAsync();
        while (await answer.ReadAsync())
        {
            change.CompactedUpTo.Add((answer.GetInt64(0), answer.GetInt64(1)));
        }

        await answer.NextResultAsync();
        while (await answer.ReadAsync())
        {
            change.Deltas.Add((answer.GetInt64(0), answer.GetInt64(1), answer.GetFieldValue<byte[]>(2)));
        }

        lock (_gate)
        {
            Apply(change);
        }

        return true;
    }

    private NpgsqlBatch CreateBatch(NpgsqlConnection connection)
    {
        lock (_gate)
        {
            long[] writers = [.. _writers.Keys];
            long[] seen = [.. writers.Select(writer => _writers[writer].LastSequence)];
            return new NpgsqlBatch(connection)
            {
                BatchCommands =
                {
                    new NpgsqlBatchCommand(Generation),
                    new NpgsqlBatchCommand(Counters) { Parameters = { new NpgsqlParameter { Value = _generation } } },
                    new NpgsqlBatchCommand(CompactedSql) { Parameters = { new NpgsqlParameter { Value = _generation } } },
                    new NpgsqlBatchCommand(
                        Deltas) { Parameters = { new NpgsqlParameter { Value = writers }, new NpgsqlParameter { Value = seen } } },
                },
            };
        }
    }

    private void Apply(LedgerUpdate change)
    {
        foreach (var (writer, folded) in change.CompactedUpTo)
        {
            foreach (var (key, counts) in DeltasOf(writer).RemoveUpTo(folded))
            {
                Add(key, Negate(counts));
            }
        }

        foreach (var (key, counts) in change.Counters)
        {
            Add(key, counts + Negate(_counters.GetValueOrDefault(key)));
            _counters[key] = counts;
        }

        var delta = new LedgerDelta();
        foreach (var (writer, sequence, encoded) in change.Deltas)
        {
            delta.Clear();
            delta.Decode(encoded);
            var entries = new List<KeyValuePair<LedgerKey, MessageCounts>>(delta.Count);
            foreach (var entry in delta)
            {
                entries.Add(entry);
                Add(entry.Key, entry.Value);
            }

            DeltasOf(writer).Add(sequence, entries);
        }

        _generation = change.Generation;
    }

    private WriterDeltas DeltasOf(long writer)
    {
        ref var deltas = ref CollectionsMarshal.GetValueRefOrAddDefault(_writers, writer, out _);
        return deltas ??= new WriterDeltas();
    }

    private void Add(LedgerKey key, MessageCounts counts)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_sums, key, out _) += counts;
        CollectionsMarshal.GetValueRefOrAddDefault(_farms, key.Farm, out _) += counts;
        if (key.Device != 0)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_devices, key.Device, out _) += counts;
        }
    }

    private static MessageCounts Negate(MessageCounts counts) => new(-counts.Stored, -counts.Duplicate, -counts.Rejected);
}
