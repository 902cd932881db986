using SmartDairy.Contracts;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Rejected;
using SmartDairy.History.Series;

namespace SmartDairy.History;

/// <summary>
/// The facts: readings, refused messages and the count of both. Writers of many grains share commits; every task of a write
/// completes only once the rows would survive the loss of power.
/// A write fails with <see cref="HistoryUnavailableException"/> when the store cannot take it now; nothing of it is then stored, or all
/// of it is (a commit whose answer was lost): writing the same rows again is always safe.
/// </summary>
public interface IHistory
{
    /// <summary>What the store is, for people: its product, version and the way it keeps readings.</summary>
    string Description { get; }

    /// <summary>
    /// Stores readings. Those whose (device, time, message id) is stored already, or occurs earlier in the same commit, are counted as
    /// duplicates and dropped. A reading whose values do not fit its family throws <see cref="ArgumentException"/>, and nothing of the call
    /// is stored. Waits while too many rows are pending. The list must not change until the task completes.
    /// </summary>
    Task<CommitReceipt> AppendAsync(IReadOnlyList<Reading> readings);

    /// <summary>
    /// Records refused messages and counts them as rejected, once for each id: to their device when it is named, and to their farm.
    /// </summary>
    Task AppendRejectedAsync(IReadOnlyList<RejectedMessage> messages);

    /// <summary>
    /// The newest value of every metric of a device by event time, over at most its last 64 readings; null when it has none.
    /// </summary>
    Task<LatestMetricValues?> FindLatestValuesAsync(string deviceId, ReadingFamily family, CancellationToken cancellationToken);

    /// <summary>The newest reading about an animal in each family that has one, by event time; empty when there is none.</summary>
    Task<IReadOnlyList<Reading>> ListLatestOfAnimalAsync(int farmId, string animalId, CancellationToken cancellationToken);

    /// <summary>
    /// What a farm's devices measured at or after <paramref name="from"/> (Unix milliseconds, event time), oldest first, those of one time
    /// by message id: all families together. When there is more than <paramref name="limit"/>, the newest of it.
    /// <paramref name="deviceIds"/> null means every device of the farm.
    /// </summary>
    Task<IReadOnlyList<Reading>> ListSinceAsync(
        int farmId, IReadOnlySet<string>? deviceIds, long from, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Milkings and tag reads that name an animal, at or after <paramref name="from"/> (Unix milliseconds, event time), oldest first, those
    /// of one time by message id. When there is more than <paramref name="limit"/>, the newest of it.
    /// </summary>
    Task<IReadOnlyList<Reading>> ListOfAnimalSinceAsync(
        int farmId, string animalId, long from, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Streams everything a scan asks for, in batches of at most 4,096: each device's readings in order of time and message id, the devices
    /// in any order. It holds a few batches in memory, however much there is. What is stored while it runs may or may not be in it. Throws
    /// <see cref="HistoryUnavailableException"/>, also halfway: then begin anew.
    /// </summary>
    IAsyncEnumerable<IReadOnlyList<Reading>> ScanAsync(HistoryScan scan, CancellationToken cancellationToken);

    /// <summary>
    /// Raw points or buckets, oldest first; a message without any of the metrics asked for is no point. Throws
    /// <see cref="ArgumentException"/> with a sentence for a user when the query makes no sense.
    /// </summary>
    Task<SeriesResult> QuerySeriesAsync(SeriesQuery query, CancellationToken cancellationToken);

    /// <summary>Where the messages of each of these devices went; a device never heard of counts zero.</summary>
    ValueTask<IReadOnlyDictionary<string, MessageCounts>> GetMessageCountsAsync(
        IReadOnlyCollection<string> deviceIds, CancellationToken cancellationToken);

    /// <summary>Where the messages of a farm went, over all its devices.</summary>
    ValueTask<MessageCounts> GetFarmMessageCountsAsync(int farmId, CancellationToken cancellationToken);

    /// <summary>A farm's refused messages, newest first. <paramref name="after"/> is a cursor of an earlier page, or null.</summary>
    Task<Page<RejectedMessage>> ListRejectedAsync(
        int farmId, string? deviceId, int first, string? after, CancellationToken cancellationToken);

    /// <summary>The refused messages with these ids that exist, of this farm.</summary>
    Task<IReadOnlyList<RejectedMessage>> FindRejectedAsync(
        int farmId, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>Notes that refused messages were sent through intake again.</summary>
    Task MarkReplayedAsync(IReadOnlyCollection<string> ids, long at, CancellationToken cancellationToken);

    /// <summary>Throws <see cref="HistoryUnavailableException"/> when the store cannot be written now.</summary>
    Task ProbeAsync(CancellationToken cancellationToken);
}
