using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SmartDairy.History;
using SmartDairy.History.Sqlite;

namespace SmartDairy.Hosting.Benchmarks;

/// <summary>
/// How fast the store is by itself, without MQTT or grains: writers append environment readings of five metrics, as device grains would,
/// and wait for their commits. Prints one JSON object.
/// </summary>
public static class HistoryBenchmark
{
    private const int DefaultRows = 1_000_000;
    private const int DefaultWriters = 64;
    private const int DefaultRowsPerAppend = 16;

    /// <param name="args">
    /// <c>--rows N</c> (default 1,000,000), <c>--writers N</c> (callers at once, default 64), <c>--append N</c> (rows a call, default 16)
    /// and either <c>--data DIRECTORY</c> for the embedded store (default: a scratch directory that is deleted) or
    /// <c>--database CONNECTION</c> for PostgreSQL (with <c>--lanes N</c> connections that write; the database must be one of its own: its
    /// environment readings are deleted).
    /// </param>
    /// <returns>0.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var load =
            new BenchmarkLoad(Number(args, "--rows", DefaultRows), Number(args, "--writers", DefaultWriters),
                Number(args, "--append", DefaultRowsPerAppend));
        Console.WriteLine(Option(args, "--database") is { } database
            ? await PostgresHistoryBenchmark.RunAsync(load, database, Number(args, "--lanes", 0))
            : await RunSqliteAsync(load, Option(args, "--data")));
        return 0;
    }

    private static async Task<string> RunSqliteAsync(BenchmarkLoad load, string? directory)
    {
        var scratch = directory is null ? Directory.CreateTempSubdirectory("smartdairy-bench-").FullName : null;
        try
        {
            await using var services = new ServiceCollection()
                .AddLogging()
                .AddSqliteHistory(options => options.DataDirectory = scratch ?? directory!)
                .BuildServiceProvider();
            var history = services.GetRequiredService<IHistory>();
            var start = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            await load.WriteAsync(history, load.Rows / 10, start);
            var watch = Stopwatch.StartNew();
            await load.WriteAsync(history, load.Rows, start + load.Rows);
            var seconds = watch.Elapsed.TotalSeconds;
            return JsonSerializer.Serialize(new
            {
                rows = load.Rows,
                seconds,
                rowsPerSecond = load.Rows / seconds,
                readingsPerSecond = load.Rows * BenchmarkLoad.Metrics / seconds,
                writers = load.Writers,
                rowsAnAppend = load.RowsPerAppend,
            });
        }
        finally
        {
            if (scratch is not null)
            {
                Directory.Delete(scratch, true);
            }
        }
    }

    private static int Number(string[] args, string name, int fallback)
        => Option(args, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;

    private static string? Option(string[] args, string name)
        => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}
