using Microsoft.Extensions.Configuration;

namespace SmartDairy.Configuration;

/// <summary>
/// Reads sections of the configuration into options and collects what is wrong with them, so that all errors can be reported at once.
/// </summary>
public sealed class OptionsReader(IConfiguration configuration)
{
    private readonly List<string> _errors = [];

    /// <summary>The errors so far, a sentence each.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Binds a section and validates the result. A property whose value is wrong keeps its default.</summary>
    /// <param name="section">The key of the section, e.g. <c>Mqtt</c>.</param>
    /// <typeparam name="T">Options whose properties are the keys of the section; a property whose type ends in Options is a section
    /// within.</typeparam>
    public T Read<T>(string section)
        where T : class, new()
    {
        var options = new T();
        var wrong = OptionsBinder.Bind(configuration.GetSection(section), options, _errors);
        _errors.AddRange(OptionsValidator.Validate(options, section, wrong));
        return options;
    }

    /// <summary>The text of a key outside any options, trimmed; null when it is not set or blank.</summary>
    public string? ReadText(string key) => configuration[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>Adds an error that concerns several sections.</summary>
    public void AddError(string sentence) => _errors.Add(sentence);

    /// <exception cref="InvalidConfigurationException">There are errors; the exception names them all.</exception>
    public void ThrowIfInvalid()
    {
        if (_errors.Count > 0)
        {
            throw new InvalidConfigurationException(_errors);
        }
    }
}
