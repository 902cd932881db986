using Microsoft.Extensions.Configuration;

namespace SmartDairy.Configuration;

/// <summary>
/// Sets the properties of options from a section. Unlike the binder of .NET it goes on after a value that cannot be converted, trims
/// values, and takes a blank value for one that is not set.
/// </summary>
internal static class OptionsBinder
{
    /// <summary>Binds a section.</summary>
    /// <returns>The keys whose values could not be converted; each has its sentence in <paramref name="errors"/>.</returns>
    public static HashSet<string> Bind(IConfigurationSection section, object options, List<string> errors)
    {
        var wrong = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Bind(section, section.Path, options, errors, wrong);
        return wrong;
    }

    private static void Bind(IConfigurationSection section, string path, object options, List<string> errors, HashSet<string> wrong)
    {
        foreach (var property in OptionProperty.Of(options.GetType()))
        {
            var child = section.GetSection(property.Name);
            var key = $"{path}:{property.Name}";
            if (property.IsSection)
            {
                Bind(child, key, property.GetValue(options)!, errors, wrong);
            }
            else if (property.IsList)
            {
                BindList(child, key, property, options, errors, wrong);
            }
            else if (child.Value is { } text && !string.IsNullOrWhiteSpace(text))
            {
                SetValue(property, options, key, text.Trim(), errors, wrong);
            }
        }
    }

    private static void BindList(
        IConfigurationSection child, string key, OptionProperty property, object options, List<string> errors, HashSet<string> wrong)
    {
        string[] values = [.. child.GetChildren().Select(item => item.Value).OfType<string>()];
        if (values.Length > 0)
        {
            property.SetValue(options, values);
        }
        else if (child.Value is { } text && !string.IsNullOrWhiteSpace(text))
        {
            values = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (values.Length > 0)
            {
                property.SetValue(options, values);
                return;
            }

            errors.Add(OptionErrors.NotAllowed(key, text.Trim(), property, property.GetValue(options)));
            wrong.Add(key);
        }
    }

    private static void SetValue(
        OptionProperty property, object options, string key, string text, List<string> errors, HashSet<string> wrong)
    {
        try
        {
            property.SetValue(options, property.Convert(text));
        }
        catch (Exception error) when (error is FormatException or OverflowException or ArgumentException or NotSupportedException)
        {
            errors.Add(OptionErrors.NotAllowed(key, text, property, property.GetValue(options)));
            wrong.Add(key);
        }
    }
}
