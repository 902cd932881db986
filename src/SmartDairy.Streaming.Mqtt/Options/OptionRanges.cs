using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace SmartDairy.Streaming.Mqtt;

/// <summary>Checks options against the ranges that are declared at their properties.</summary>
internal static class OptionRanges
{
    /// <summary>Adds a phrase for each option that is out of its range.</summary>
    /// <param name="prefix">Precedes the name of each option; empty for none.</param>
    public static void Check(List<string> errors, object options, string prefix)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var value = property.GetValue(options);
            if (property.GetCustomAttribute<RangeAttribute>() is { } range && !range.IsValid(value))
            {
                errors.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{prefix}{property.Name} must be {Format(range.Minimum)} to {Format(range.Maximum)}, not {value}"));
            }
        }
    }

    private static string Format(object bound)
        => bound is int number ? number.ToString("N0", CultureInfo.InvariantCulture) : bound.ToString()!;
}
