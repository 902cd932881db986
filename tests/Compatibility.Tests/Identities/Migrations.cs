using System.Reflection;
using System.Security.Cryptography;
using SmartDairy.History.Herds;
using SmartDairy.History.Postgres;

namespace SmartDairy.Compatibility.Tests.Identities;

/// <summary>The scripts of both stores. Their names are stored in every database, and a script that was released must not change.</summary>
internal static class Migrations
{
    public static IEnumerable<string> Lines() => Of("SQLite", typeof(HerdRecordKinds).Assembly).Concat(Of("PostgreSQL", typeof(PostgresHistory).Assembly));

    private static IEnumerable<string> Of(string store, Assembly assembly)
    {
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var script = assembly.GetManifestResourceStream(name)!;
            yield return $"{store} {name} {Convert.ToHexStringLower(SHA256.HashData(script))}";
        }
    }
}
