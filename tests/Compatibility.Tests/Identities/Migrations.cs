using System.Reflection;
using System.Security.Cryptography;
using SmartDairy.History.Postgres;
using SmartDairy.History.Sqlite;

namespace SmartDairy.Compatibility.Tests.Identities;

/// <summary>The scripts of both stores. Their names are stored in every database, and a script that was released must not change.</summary>
internal static class Migrations
{
    public static IEnumerable<string> Lines() => Of("SQLite", typeof(SqliteStore).Assembly)
        .Concat(Of("PostgreSQL", typeof(PostgresHistory).Assembly));

    private static IEnumerable<string> Of(string store, Assembly assembly)
    {
        var names = assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal));
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            using var script = assembly.GetManifestResourceStream(name)!;
            yield return $"{store} {name} {Convert.ToHexStringLower(SHA256.HashData(script))}";
        }
    }
}
