using System.Formats.Tar;
using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Npgsql;
using SmartDairy.Servers;

namespace SmartDairy.Compatibility.Tests.Recording;

/// <summary>The committed files, and how data goes into them and out.</summary>
internal static class Archives
{
    private const string Superuser = "postgres";

    public static string EmbeddedFacts => Path.Combine(Folder, "embedded.json");

    public static string ServerFacts => Path.Combine(Folder, "server.json");

    private static string Folder => Path.Combine(Repository.Project, "Data");

    private static string Embedded => Path.Combine(Folder, "embedded.tar.gz");

    private static string Server => Path.Combine(Folder, "server.sql.gz");

    public static SqliteConnection Sqlite(string directory)
        => new(new SqliteConnectionStringBuilder { DataSource = Path.Combine(directory, "smartdairy.db"), Pooling = false }.ToString());

    public static NpgsqlConnection Postgres(PostgresServer server) => new(server.ConnectionString() + ";Pooling=false");

    /// <summary>Packs a data directory that no process has open; its database is first made as small as it can be.</summary>
    public static async Task PackAsync(string directory)
    {
        await using (var connection = Sqlite(directory))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "pragma wal_checkpoint(truncate); vacuum;";
            await command.ExecuteNonQueryAsync();
        }

        Directory.CreateDirectory(Folder);
        await using var file = File.Create(Embedded);
        await using var zip = new GZipStream(file, CompressionLevel.SmallestSize);
        await TarFile.CreateFromDirectoryAsync(directory, zip, includeBaseDirectory: false);
    }

    public static async Task UnpackAsync(string directory)
    {
        await using var file = File.OpenRead(Embedded);
        await using var zip = new GZipStream(file, CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(zip, directory, overwriteFiles: false);
    }

    /// <summary>Writes the database as SQL.</summary>
    public static async Task DumpAsync(PostgresServer server)
    {
        var plain = Path.Combine(server.ScratchDirectory, "dump.sql");
        await RunAsync(server, "pg_dump", "--no-owner", "--no-privileges", $"--file={plain}", "smartdairy");
        Directory.CreateDirectory(Folder);
        await using var source = File.OpenRead(plain);
        await using var file = File.Create(Server);
        await using var zip = new GZipStream(file, CompressionLevel.SmallestSize);
        await source.CopyToAsync(zip);
    }

    /// <summary>Reads it into the server's empty database.</summary>
    public static async Task RestoreAsync(PostgresServer server)
    {
        var plain = Path.Combine(server.ScratchDirectory, "dump.sql");
        await using (var file = File.OpenRead(Server))
        await using (var zip = new GZipStream(file, CompressionMode.Decompress))
        await using (var target = File.Create(plain))
        {
            await zip.CopyToAsync(target);
        }

        string[] options = ["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--output=/dev/null", $"--file={plain}"];
        await RunAsync(server, "psql", [.. options, "smartdairy"]);
    }

    private static Task RunAsync(PostgresServer server, string program, params string[] arguments) => ServerProcess.RunAsync(
        ServerPrograms.Find(program) ?? throw new InvalidOperationException(PostgresServer.NotInstalledMessage),
        ["--host=127.0.0.1", $"--port={server.Port}", $"--username={Superuser}", .. arguments], Superuser, server.ScratchDirectory);
}
