using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace SmartDairy.Configuration;

/// <summary>Validates options by their DataAnnotations, those of sections within included.</summary>
public static class OptionsValidator
{
    /// <summary>Validates options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="section">The key of their section, which errors name.</param>
    /// <returns>A sentence for each error; empty when all values are allowed.</returns>
    public static IReadOnlyList<string> Validate(object options, string section) => [.. Validate(options, section, [])];

    /// <summary>Validates all keys but those whose values are known to be wrong.</summary>
    internal static IEnumerable<string> Validate(object options, string path, HashSet<string> wrong)
    {
        var defaults = Activator.CreateInstance(options.GetType())!;
        foreach (var property in OptionProperty.Of(options.GetType()))
        {
            var key = $"{path}:{property.Name}";
            var value = property.GetValue(options);
            if (property.IsSection)
            {
                foreach (var error in Validate(value!, key, wrong))
                {
                    yield return error;
                }
            }
            else if (!wrong.Contains(key) && property.Checks.Any(check => !check.IsValid(value)))
            {
                yield return OptionErrors.NotAllowed(key, Format(value), property, property.GetValue(defaults));
            }
        }

        if (options is IValidatableObject rules)
        {
            foreach (var result in rules.Validate(new ValidationContext(options)))
            {
                yield return $"{path}:{result.MemberNames.First()} {result.ErrorMessage}";
            }
        }
    }

    private static string Format(object? value)
        => value switch
        {
            IEnumerable<string> list => string.Join(",", list),
            Uri address => address.OriginalString,
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
}
