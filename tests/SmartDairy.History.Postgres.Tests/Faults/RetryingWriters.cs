using SmartDairy.Testing.History;

namespace SmartDairy.History.Postgres.Tests.Faults;

/// <summary>Writers that do what shard grains do: write, and write again what was not taken, until everything is acknowledged.</summary>
internal static class RetryingWriters
{
    /// <summary>
    /// Returns how many readings were acknowledged, how many of them the store called duplicates, and how often it said that it is away.
    /// </summary>
    /// <param name="calls">The least number of calls of each writer.</param>
    /// <param name="continueWhile">Whether to go on after that.</param>
    public static async Task<(int Written, int Duplicates, int Refusals)> RunAsync(
        IHistory history, int writers, int calls, int rows, Func<bool>? continueWhile = null)
    {
        int written = 0, duplicates = 0, refusals = 0;
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            for (var call = 0; call < calls || continueWhile?.Invoke() == true; call++)
            {
                var readings = Sample.MinutelyReadings($"ENV-{writer}", rows, call * rows);
                while (true)
                {
                    try
                    {
                        var receipt = await history.AppendAsync(readings);
                        Interlocked.Add(ref duplicates, readings.Count(receipt.IsDuplicate));
                        Interlocked.Add(ref written, readings.Count);
                        break;
                    }
                    catch (HistoryUnavailableException)
                    {
                        Interlocked.Increment(ref refusals);
                        await pause.WaitForNextTickAsync();
                    }
                }
            }
        })));
        return (written, duplicates, refusals);
    }
}
