using Npgsql;
using SmartDairy.Configuration;

namespace SmartDairy.Hosting.Configuration;

/// <summary>The connection string of the database; section <c>ConnectionStrings</c>.</summary>
internal static class DatabaseConnectionString
{
    private const string Form = "PostgreSQL's in the form Host=db;Port=5432;Database=smartdairy;Username=smartdairy;Password=....";

    public const string Key = "ConnectionStrings:SmartDairy";

    /// <summary>Reads the connection string; null when it is not set or wrong. Errors never repeat it: it may hold a password.</summary>
    public static string? Read(OptionsReader reader)
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
                reader.AddError($"{Key} names no Host or no Database; allowed is {Form}");
                return null;
            }

            parts.ApplicationName ??= "smartdairy";
            return parts.ToString();
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            reader.AddError($"{Key} cannot be read: {error.Message.Replace(text, "...", StringComparison.Ordinal)} Allowed is {Form}");
            return null;
        }
    }
}
