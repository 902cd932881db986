using SmartDairy.Contracts.Readings;
using SmartDairy.History;

namespace SmartDairy.Hosting.Benchmarks;

/// <summary>
/// Environment readings of five metrics from a thousand sensors. So many writers at once append so many rows a call, as device grains
/// would, and wait for their commits.
/// </summary>
internal sealed record BenchmarkLoad(int Rows, int Writers, int RowsPerAppend)
{
    /// <summary>Values a row.</summary>
    public const int Metrics = 5;

    private const int Devices = 1_000;

    public Task WriteAsync(IHistory history, int rows, long start)
    {
        var next = 0;
        return Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var first = Interlocked.Add(ref next, RowsPerAppend) - RowsPerAppend; first < rows; first =
                Interlocked.Add(ref next, RowsPerAppend) - RowsPerAppend)
            {
                var batch = new Reading[Math.Min(RowsPerAppend, rows - first)];
                for (var i = 0; i < batch.Length; i++)
                {
                    batch[i] = CreateReading(first + i, start);
                }

                await history.AppendAsync(batch);
            }
        })));
    }

    /// <summary>One a millisecond over all sensors.</summary>
    public static EnvironmentReading CreateReading(int index, long start) => new()
    {
        DeviceId = DeviceId(index),
        FarmId = 1,
        Time = start + index,
        ReceivedAt = start + index,
        MessageId = index,
        Quality = 100,
        Values = [20.5, 65, 1013, 800, 5.2, double.NaN, double.NaN, double.NaN],
        BarnId = 1,
        ZoneId = 1,
    };

    public static string DeviceId(int index) => $"BENCH-{index % Devices}";
}
