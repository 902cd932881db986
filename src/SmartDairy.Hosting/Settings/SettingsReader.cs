using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace SmartDairy.Hosting.Settings;

/// <summary>Reads keys and collects what is wrong with them, so that all of it can be said at once.</summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private readonly List<string> _errors = [];

    public int Number(string key, int fallback, int least, int most)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        _errors.Add(string.Create(
            CultureInfo.InvariantCulture, $"{key} is '{text}'; allowed is a whole number from {least} to {most} (default {fallback})."));
        return fallback;
    }

    public string Word(string key, string fallback, string only, string others)
    {
        if (Text(key) is not { } text || string.Equals(text, only, StringComparison.OrdinalIgnoreCase))
        {
            return fallback;
        }

        _errors.Add($"{key} is '{text}'; allowed is '{only}' ({others}).");
        return fallback;
    }

    public string Path(string key, string fallback)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        if (text.AsSpan().IndexOfAny(System.IO.Path.GetInvalidPathChars()) >= 0 || File.Exists(text))
        {
            _errors.Add($"{key} is '{text}'; allowed is the path of a directory, which is made if it is missing (default {fallback}).");
            return fallback;
        }

        return text;
    }

    public void Absent(string key, string why)
    {
        if (Text(key) is not null)
        {
            _errors.Add($"{key} is set; {why}.");
        }
    }

    public void ThrowIfWrong()
    {
        if (_errors.Count > 0)
        {
            throw new SettingsException(_errors);
        }
    }

    private string? Text(string key) => configuration[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
