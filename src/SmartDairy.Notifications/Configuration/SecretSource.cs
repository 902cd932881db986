namespace SmartDairy.Notifications.Configuration;

/// <summary>A secret that is given as it is or in a file, as Kubernetes and Docker mount them.</summary>
internal static class SecretSource
{
    /// <summary>The secret, trimmed; null when neither is set, the file cannot be read, or it is empty.</summary>
    public static string? Read(string? value, string? file)
    {
        if (file is null)
        {
            return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
        }

        try
        {
            return File.ReadAllText(file).Trim() is { Length: > 0 } text ? text : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
