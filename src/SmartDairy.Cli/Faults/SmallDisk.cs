using System.Diagnostics;
using Npgsql;
using SmartDairy.Servers;

namespace SmartDairy.Cli.Faults;

/// <summary>A file system in memory that is soon full, for the tables of readings. Takes root.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const string Small = "24m";
    private const string Large = "1g";
    private readonly string _directory;

    private SmallDisk(string directory) => _directory = directory;

    /// <exception cref="InvalidOperationException">This process may not mount.</exception>
    public static async Task<SmallDisk> MountAsync()
    {
        var directory = Directory.CreateTempSubdirectory("smartdairy-disk-").FullName;
        await RunAsync("mount", "-t", "tmpfs", "-o", $"size={Small},mode=0700", "tmpfs", directory);
        return new SmallDisk(directory);
    }

    /// <summary>Moves the tables of readings there.</summary>
    public async Task UseAsync(PostgresServer server)
    {
        await ServerProcess.HandOverAsync(_directory, "postgres");
        await using var database = NpgsqlDataSource.Create(server.ConnectionString());
        await ExecuteAsync(database, $"create tablespace small location '{_directory}'");

        // Every partition there is, and those to come.
        var moves = new List<string>();
        await using (var command = database.CreateCommand(
            "select format('alter table %I.%I set tablespace small', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace "
            + "where n.nspname = 'public' and c.relkind in ('r', 'p') and (c.relname like 'environment%')"
            + " union all select format('alter index %I.%I set tablespace small', n.nspname, i.relname) from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = i.relnamespace "
            + "where n.nspname = 'public' and i.relkind in ('i', 'I') and c.relname like 'environment%'"))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                moves.Add(reader.GetString(0));
            }
        }

        foreach (var move in moves)
        {
            await ExecuteAsync(database, move);
        }
    }

    public Task GrowAsync() => RunAsync("mount", "-o", $"remount,size={Large}", _directory);

    public bool IsFull => new DriveInfo(_directory).AvailableFreeSpace < 64 * 1024;

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "-l", _directory);
        Directory.Delete(_directory);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {error}");
        }
    }
}
