using System.Diagnostics;
using Npgsql;
using SmartDairy.Cli.Api;
using SmartDairy.Servers;

namespace SmartDairy.Cli.FaultInjection;

/// <summary>A small in-memory file system for the tables of readings. Requires root.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const string Size = "128m";
    private const int RemainingBytes = 512 * 1024;
    private readonly string _directory;

    private SmallDisk(string directory) => _directory = directory;

    /// <exception cref="ApiException">This process is not root.</exception>
    public static async Task<SmallDisk> MountAsync()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            throw new ApiException(ExitCodes.Usage,
                "The fault disk-full mounts a small file system, which requires root: run it as root, or name the other faults.");
        }

        var directory = Directory.CreateTempSubdirectory("smartdairy-disk-").FullName;
        await RunAsync("mount", "-t", "tmpfs", "-o", $"size={Size},mode=0700", "tmpfs", directory);
        return new SmallDisk(directory);
    }

    /// <summary>Moves the tables of readings to this disk.</summary>
    public async Task MoveTablesAsync(PostgresServer server)
    {
        await ServerProcess.ChangeOwnerAsync(_directory, "postgres");
        await using var database = NpgsqlDataSource.Create(server.ConnectionString());
        await ExecuteAsync(database, $"create tablespace small location '{_directory}'");

        // Existing partitions, and their parents for future partitions.
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

    /// <summary>Fills the disk with a file, except for half a MiB.</summary>
    public async Task FillAsync()
    {
        var available = new DriveInfo(_directory).AvailableFreeSpace - RemainingBytes;
        await using var file = File.Create(Filler);
        var block = new byte[64 * 1024];
        for (; available > 0; available -= block.Length)
        {
            await file.WriteAsync(block.AsMemory(0, (int)Math.Min(available, block.Length)));
        }
    }

    /// <summary>Deletes the filling file.</summary>
    public void DeleteFiller() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "-l", _directory);
        Directory.Delete(_directory);
    }

    private string Filler => Path.Combine(_directory, "filler");

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
