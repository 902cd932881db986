using System.Globalization;

namespace SmartDairy.Notifications.Configuration;

/// <summary>Collects what is wrong with settings, so that all of it can be said at once.</summary>
internal sealed class OptionsValidator
{
    private readonly List<string> _failures = [];

    public IReadOnlyList<string> Failures => _failures;

    public void RequireRange(string key, int value, int min, int max, int defaultValue)
    {
        if (value < min || value > max)
        {
            AddFailure(string.Create(CultureInfo.InvariantCulture, $"{key} is '{value}'; allowed is a whole number from {min} to {max} (default {defaultValue})."));
        }
    }

    public void RequireRange(string key, double value, double min, double max, double defaultValue)
    {
        if (!(value >= min && value <= max))
        {
            AddFailure(string.Create(CultureInfo.InvariantCulture, $"{key} is '{value}'; allowed is a number from {min} to {max} (default {defaultValue})."));
        }
    }

    public void RequireUrl(string key, string? value, string example)
    {
        if (value is not null && !(Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0))
        {
            AddFailure($"{key} is not an address; allowed is http or https without a user, such as {example}.");
        }
    }

    /// <summary>A secret may be given as it is or in a file, not both; the file must be readable and not empty.</summary>
    public void RequireSingleSecretSource(string key, string? value, string? file)
    {
        if (value is not null && file is not null)
        {
            AddFailure($"{key} and {key}File are both set; use one of them.");
        }

        RequireReadableFile(key + "File", file);
    }

    public void RequireReadableFile(string key, string? file)
    {
        if (file is null)
        {
            return;
        }

        try
        {
            if (string.IsNullOrWhiteSpace(System.IO.File.ReadAllText(file)))
            {
                AddFailure($"{key} is '{file}'; that file is empty.");
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            AddFailure($"{key} is '{file}'; there is no such file, or it cannot be read.");
        }
    }

    public void AddFailure(string sentence) => _failures.Add(sentence);
}
