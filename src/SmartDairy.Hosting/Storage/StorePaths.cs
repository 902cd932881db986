using Microsoft.Data.Sqlite;
using SmartDairy.History.Sqlite;
using SmartDairy.Hosting.Settings;

namespace SmartDairy.Hosting.Storage;

/// <summary>Where the embedded store is.</summary>
internal static class StorePaths
{
    /// <summary>Grain state shares the file of the history, so that one copy of it is a whole backup.</summary>
    public static string ConnectionString(SmartDairySettings settings) =>
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(settings.DataDirectory, SqliteHistoryOptions.FileName) }.ToString();
}
