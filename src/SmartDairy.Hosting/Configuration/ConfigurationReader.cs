using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace SmartDairy.Hosting.Configuration;

/// <summary>Reads keys and collects what is wrong with them, so that all of it can be said at once.</summary>
internal sealed class ConfigurationReader(IConfiguration configuration)
{
    private readonly List<string> _errors = [];

    public int ReadNumber(string key, int fallback, int min, int max)
    {
        if (ReadText(key) is not { } text)
        {
            return fallback;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        _errors.Add(string.Create(
            CultureInfo.InvariantCulture, $"{key} is '{text}'; allowed is a whole number from {min} to {max} (default {fallback})."));
        return fallback;
    }

    public TEnum ReadEnum<TEnum>(string key, TEnum fallback)
        where TEnum : struct, Enum
    {
        if (ReadText(key) is not { } text)
        {
            return fallback;
        }

        if (Enum.TryParse<TEnum>(text, ignoreCase: true, out var choice) && Enum.GetNames<TEnum>().Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return choice;
        }

        _errors.Add($"{key} is '{text}'; allowed is {string.Join(" or ", Enum.GetNames<TEnum>())} (default {fallback}).");
        return fallback;
    }

    /// <summary>Text that <paramref name="parse"/> understands; null from it is an error that ends with <paramref name="allowed"/>.</summary>
    public T ReadParsed<T>(string key, T fallback, Func<string, T?> parse, string allowed)
        where T : class?
    {
        if (ReadText(key) is not { } text)
        {
            return fallback;
        }

        if (parse(text) is { } value)
        {
            return value;
        }

        _errors.Add($"{key} is '{RedactUserInfo(text)}'; allowed is {allowed}.");
        return fallback;
    }

    /// <summary>A file that must be there; null when the key is not set.</summary>
    public string? ReadExistingFile(string key)
    {
        if (ReadText(key) is { } path && !System.IO.File.Exists(path))
        {
            _errors.Add($"{key} is '{path}'; there is no such file, or it cannot be read.");
        }

        return ReadText(key);
    }

    /// <summary>A secret, or the first line of the file that the key with <c>File</c> at its end names; null when neither is set.</summary>
    public string? ReadSecret(string key)
    {
        if (ReadExistingFile(key + "File") is not { } path || !System.IO.File.Exists(path))
        {
            return ReadText(key);
        }

        if (ReadText(key) is not null)
        {
            AddError($"{key} and {key}File are both set; use one of them.");
        }

        try
        {
            return System.IO.File.ReadLines(path).FirstOrDefault()?.Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            AddError($"{key}File is '{path}'; it cannot be read: {error.Message}");
            return null;
        }
    }

    public string? ReadText(string key) => configuration[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    public void AddError(string error) => _errors.Add(error);

    public string ReadDirectory(string key, string fallback)
    {
        if (ReadText(key) is not { } text)
        {
            return fallback;
        }

        if (text.AsSpan().IndexOfAny(System.IO.Path.GetInvalidPathChars()) >= 0 || System.IO.File.Exists(text))
        {
            _errors.Add($"{key} is '{text}'; allowed is the path of a directory, which is made if it is missing (default {fallback}).");
            return fallback;
        }

        return text;
    }

    public void ThrowIfInvalid()
    {
        if (_errors.Count > 0)
        {
            throw new InvalidConfigurationException(_errors);
        }
    }

    /// <summary>An address may have been given with a password in it.</summary>
    private static string RedactUserInfo(string text)
        => text.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme && text.LastIndexOf('@') is var at && at > scheme
            ? string.Concat(text.AsSpan(0, scheme + 3), "***", text.AsSpan(at))
            : text;
}
