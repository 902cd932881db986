using System.Globalization;

namespace SmartDairy.Notifications.Settings;

/// <summary>Collects what is wrong with settings, so that all of it can be said at once.</summary>
internal sealed class SettingsCheck
{
    private readonly List<string> _failures = [];

    public IReadOnlyList<string> Failures => _failures;

    public void Range(string key, int value, int least, int most, int fallback)
    {
        if (value < least || value > most)
        {
            Wrong(string.Create(CultureInfo.InvariantCulture, $"{key} is '{value}'; allowed is a whole number from {least} to {most} (default {fallback})."));
        }
    }

    public void Range(string key, double value, double least, double most, double fallback)
    {
        if (!(value >= least && value <= most))
        {
            Wrong(string.Create(CultureInfo.InvariantCulture, $"{key} is '{value}'; allowed is a number from {least} to {most} (default {fallback})."));
        }
    }

    public void Url(string key, string? value, string example)
    {
        if (value is not null && !(Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0))
        {
            Wrong($"{key} is not an address; allowed is http or https without a user, such as {example}.");
        }
    }

    /// <summary>A secret may be given as it is or in a file, not both; the file must be readable and not empty.</summary>
    public void Secret(string key, string? value, string? file)
    {
        if (value is not null && file is not null)
        {
            Wrong($"{key} and {key}File are both set; use one of them.");
        }

        File(key + "File", file);
    }

    public void File(string key, string? file)
    {
        if (file is null)
        {
            return;
        }

        try
        {
            if (string.IsNullOrWhiteSpace(System.IO.File.ReadAllText(file)))
            {
                Wrong($"{key} is '{file}'; that file is empty.");
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Wrong($"{key} is '{file}'; there is no such file, or it cannot be read.");
        }
    }

    public void Wrong(string sentence) => _failures.Add(sentence);
}
