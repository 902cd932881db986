using System.ComponentModel.DataAnnotations;

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

    /// <summary>Checks that a secret is given once, and that its file can be read. No message repeats the secret.</summary>
    /// <param name="key">The key of the secret; its file's key ends in <c>File</c>.</param>
    public static IEnumerable<ValidationResult> Validate(string key, string? value, string? file)
    {
        var name = key[(key.LastIndexOf(':') + 1)..];
        if (value is not null && file is not null)
        {
            yield return new($"and {key}File are both set; use one of them.", [name]);
        }

        if (file is not null && DescribeUnreadable(file) is { } failure)
        {
            yield return new(failure, [name + "File"]);
        }
    }

    /// <summary>The reason why a file cannot be used, as it continues the key; null when the file can be read and is not empty.</summary>
    public static string? DescribeUnreadable(string file)
    {
        try
        {
            return string.IsNullOrWhiteSpace(File.ReadAllText(file)) ? $"is '{file}'; that file is empty." : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"is '{file}'; there is no such file, or it cannot be read.";
        }
    }
}
