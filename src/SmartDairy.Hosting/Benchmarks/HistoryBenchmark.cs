using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SmartDairy.Contracts.Readings;
using SmartDairy.History;
using SmartDairy.History.Sqlite;

namespace SmartDairy.Hosting.Benchmarks;

/// <summary>
/// How fast the store is by itself, without MQTT or grains: writers append environment readings of five metrics, as device grains would, and wait for
/// their commits. Prints one JSON object.
/// </summary>
public static class HistoryBenchmark
{
    private const int DefaultRows = 1_000_000;
    private const int Writers = 64;
    private const int RowsAnAppend = 16;
    private const int Devices = 1_000;

    /// <param name="args"><c>--rows N</c> (default 1,000,000) and <c>--data DIRECTORY</c> (default: a scratch directory that is deleted).</param>
    /// <returns>0.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var rows = int.Parse(Option(args, "--rows") ?? DefaultRows.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var scratch = Option(args, "--data") is null ? Directory.CreateTempSubdirectory("smartdairy-bench-").FullName : null;
        try
        {
            await using var services = new ServiceCollection()
                .AddLogging()
                .AddSqliteHistory(options => options.DataDirectory = scratch ?? Option(args, "--data")!)
                .BuildServiceProvider();
            var history = services.GetRequiredService<IHistory>();
            var start = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            await WriteAsync(history, rows / 10, start);
            var watch = Stopwatch.StartNew();
            await WriteAsync(history, rows, start + rows);
            var seconds = watch.Elapsed.TotalSeconds;
            Console.WriteLine(JsonSerializer.Serialize(new { rows, seconds, rowsPerSecond = rows / seconds, readingsPerSecond = rows * 5 / seconds, writers = Writers, rowsAnAppend = RowsAnAppend }));
        }
        finally
        {
            if (scratch is not null)
            {
                Directory.Delete(scratch, true);
            }
        }

        return 0;
    }

    private static Task WriteAsync(IHistory history, int rows, long start)
    {
        var next = 0;
        return Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var first = Interlocked.Add(ref next, RowsAnAppend) - RowsAnAppend; first < rows; first = Interlocked.Add(ref next, RowsAnAppend) - RowsAnAppend)
            {
                var batch = new Reading[Math.Min(RowsAnAppend, rows - first)];
                for (var i = 0; i < batch.Length; i++)
                {
                    batch[i] = Row(first + i, start);
                }

                await history.AppendAsync(batch);
            }
        })));
    }

    private static EnvironmentReading Row(int index, long start) => new()
    {
        DeviceId = $"BENCH-{index % Devices}",
        FarmId = 1,
        Time = start + index,
        ReceivedAt = start + index,
        MessageId = index,
        Quality = 100,
        Values = [20.5, 65, 1013, 800, 5.2, double.NaN, double.NaN, double.NaN],
        BarnId = 1,
        ZoneId = 1,
    };

    private static string? Option(string[] args, string name)
        => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}
