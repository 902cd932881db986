using System.Globalization;

namespace SmartDairy.Streaming.Mqtt;

/// <summary>Phrases for options that are out of bounds.</summary>
internal static class Bounds
{
    public static void Number(List<string> errors, string option, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"{option} must be {least:N0} to {most:N0}, not {value}"));
        }
    }

    public static void Time(List<string> errors, string option, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
        {
            errors.Add($"{option} must be {least} to {most}, not {value}");
        }
    }
}
