using Microsoft.Extensions.Logging;
using Npgsql;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Postgres.Maintenance;
using SmartDairy.History.Postgres.Readings;
using SmartDairy.History.Rejected;
using SmartDairy.History.Writing;

namespace SmartDairy.History.Postgres.Writing;

/// <summary>Gathers appended rows and hands them to a few workers, each of which commits on a connection of its own.</summary>
internal sealed class HistoryWriter : IAsyncDisposable
{
    private readonly CommitQueue<AppendRequest, CommitReceipt> _queue;
    private readonly Task[] _workers;

    public HistoryWriter(
        PostgresHistoryOptions options, NpgsqlDataSource source, DeviceKeys devices, MaintenanceWorker maintenance, TimeProvider time,
        ILogger logger)
    {
        var bounds = new CommitQueueOptions
        {
            MaxBatchRows = options.MaxBatchRows,
            MaxPendingRows = options.MaxPendingRows,
            Workers = options.Writers,
            MinRowsBesideSender = Math.Max(1, options.MaxBatchRows / 4),
        };
        _queue = new CommitQueue<AppendRequest, CommitReceipt>(bounds, request => request.Size);
        var partitions = new KnownPartitions(options.PartitionDays);
        _workers =
        [
            .. Enumerable.Range(0, options.Writers)
                .Select(_ => Task.Run(new CommitWorker(_queue, options, source, devices, partitions, maintenance, time, logger).RunAsync)),
        ];
    }

    /// <summary>Rows that wait for a commit, the running ones included.</summary>
    public int PendingRows => _queue.PendingRows;

    public Task<CommitReceipt> AppendAsync(IReadOnlyList<Reading> readings) => _queue.AddAsync(new AppendRequest(readings, []));

    public Task AppendRejectedAsync(IReadOnlyList<RejectedMessage> messages) => _queue.AddAsync(new AppendRequest([], messages));

    /// <summary>Commits what was appended.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await Task.WhenAll(_workers);
    }
}
