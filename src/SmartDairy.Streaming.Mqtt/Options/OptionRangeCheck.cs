using System.Globalization;

namespace SmartDairy.Streaming.Mqtt;

/// <summary>Phrases for options that are out of bounds.</summary>
internal static class OptionRangeCheck
{
    public static void CheckNumber(List<string> errors, string option, int value, int min, int max)
    {
        if (value < min || value > max)
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"{option} must be {min:N0} to {max:N0}, not {value}"));
        }
    }

    public static void CheckDuration(List<string> errors, string option, TimeSpan value, TimeSpan min, TimeSpan max)
    {
        if (value < min || value > max)
        {
            errors.Add($"{option} must be {min} to {max}, not {value}");
        }
    }
}
