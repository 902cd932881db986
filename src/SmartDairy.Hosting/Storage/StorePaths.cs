using Microsoft.Data.Sqlite;
using SmartDairy.Hosting.Settings;

namespace SmartDairy.Hosting.Storage;

/// <summary>Where the embedded store is.</summary>
internal static class StorePaths
{
    /// <summary>One file for grain state and history, so that one copy of it is a whole backup.</summary>
    private const string FileName = "smartdairy.db";

    public static string ConnectionString(SmartDairySettings settings) =>
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(settings.DataDirectory, FileName) }.ToString();
}
