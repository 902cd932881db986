using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SmartDairy.Contracts.Readings;
using SmartDairy.History;
using SmartDairy.History.Postgres;
using SmartDairy.History.Postgres.Readings;
using SmartDairy.History.Readings;

namespace SmartDairy.Hosting.Benchmarks;

/// <summary>
/// The PostgreSQL store against what the database itself does: the same rows, encoded before, by binary COPY into the same table, emptied,
/// in one transaction.
/// </summary>
internal static class PostgresHistoryBenchmark
{
    private const int RowsPerCopy = 50_000;

    /// <param name="writerConnections">Connections that write; 0 for the store's default.</param>
    public static async Task<string> RunAsync(BenchmarkLoad load, string database, int writerConnections)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddPostgresHistory(options =>
            {
                options.ConnectionString = database;
                options.Writers = writerConnections == 0 ? options.Writers : writerConnections;
            })
            .BuildServiceProvider();
        var store = services.GetRequiredService<PostgresStore>();
        var history = services.GetRequiredService<IHistory>();
        var start = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await load.WriteAsync(history, load.Rows / 10, start);

        await TruncateAsync(store.DataSource);
        var commits = await CountCommitsAsync(store.DataSource);
        var processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await load.WriteAsync(history, load.Rows, start);
        var seconds = watch.Elapsed.TotalSeconds;
        processor = Environment.CpuUsage.TotalTime - processor;
        commits = await CountCommitsAsync(store.DataSource) - commits;

        var (encoded, encoding) = Encode(load, store, start);
        await TruncateAsync(store.DataSource);
        watch.Restart();
        await CopyAsync(store.DataSource, encoded);
        var copySeconds = watch.Elapsed.TotalSeconds;
        return JsonSerializer.Serialize(new
        {
            kind = history.Description,
            rows = load.Rows,
            seconds,
            rowsPerSecond = load.Rows / seconds,
            readingsPerSecond = load.Rows * BenchmarkLoad.Metrics / seconds,
            copyRowsPerSecond = load.Rows / copySeconds,
            ratio = copySeconds / seconds,
            rowsPerCommit = commits == 0 ? 0 : load.Rows / commits,
            processorSeconds = processor.TotalSeconds,
            encodingSeconds = encoding.TotalSeconds,
            writers = load.Writers,
            rowsAnAppend = load.RowsPerAppend,
            lanes = store.Options.Writers,
        });
    }

    private static (List<CopyBuffer> Encoded, TimeSpan Took) Encode(BenchmarkLoad load, PostgresStore store, long start)
    {
        var table = ReadingTable.For(ReadingFamily.Environment);
        var encoded = new List<CopyBuffer>();
        var rows = Enumerable.Range(0, load.Rows).Select(index => BenchmarkLoad.CreateReading(index, start)).ToArray();
        var watch = Stopwatch.StartNew();
        for (var first = 0; first < rows.Length; first += RowsPerCopy)
        {
            var buffer = new CopyBuffer();
            buffer.BeginCopy();
            for (var i = first; i < Math.Min(first + RowsPerCopy, rows.Length); i++)
            {
                store.DeviceKeys.TryFind(rows[i].DeviceId, out var device);
                buffer.BeginRow(table.ColumnCount);
                table.Write(buffer, rows[i], device);
            }

            buffer.EndCopy();
            encoded.Add(buffer);
        }

        return (encoded, watch.Elapsed);
    }

    private static async Task CopyAsync(NpgsqlDataSource source, List<CopyBuffer> encoded)
    {
        var table = ReadingTable.For(ReadingFamily.Environment);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var buffer in encoded)
        {
            await using var copy =
                await connection.BeginRawBinaryCopyAsync($"copy {table.Name} ({table.Columns}) from stdin (format binary)");
            await copy.WriteAsync(buffer.Written);
        }

        await transaction.CommitAsync();
    }

    private static async Task TruncateAsync(NpgsqlDataSource source)
    {
        await using var truncate = source.CreateCommand("truncate environment");
        await truncate.ExecuteNonQueryAsync();
        try
        {
            await using var checkpoint = source.CreateCommand("checkpoint");
            await checkpoint.ExecuteNonQueryAsync();
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // Only evens the two runs out.
        }
    }

    /// <summary>Commits of every writer so far, folded ones included.</summary>
    private static async Task<long> CountCommitsAsync(NpgsqlDataSource source)
    {
        await using var count =
            source.CreateCommand("select (select count(*) from ledger_delta) + (select coalesce(sum(folded), 0) from ledger_writer)");
        return Convert.ToInt64(await count.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
