using Npgsql;

namespace SmartDairy.Hosting.Configuration;

/// <summary>The connection string of the database; section <c>ConnectionStrings</c>.</summary>
internal static class DatabaseConnectionString
{
    public const string Key = "ConnectionStrings:SmartDairy";

    /// <summary>Null when it is not set, or wrong: what it holds is never repeated, it may be a password.</summary>
    public static string? Read(ConfigurationReader reader)
    {
        if (reader.ReadText(Key) is not { } text)
        {
            return null;
        }

        try
        {
            var parts = new NpgsqlConnectionStringBuilder(text);
            if (string.IsNullOrEmpty(parts.Host) || string.IsNullOrEmpty(parts.Database))
            {
                reader.AddError($"{Key} names no Host or no Database; allowed is PostgreSQL's in the form Host=db;Port=5432;Database=smartdairy;Username=smartdairy;Password=....");
                return null;
            }

            parts.ApplicationName ??= "smartdairy";
            return parts.ToString();
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            reader.AddError($"{Key} cannot be read: {error.Message.Replace(text, "...", StringComparison.Ordinal)} Allowed is PostgreSQL's in the form Host=db;Port=5432;Database=smartdairy;Username=smartdairy;Password=....");
            return null;
        }
    }
}
