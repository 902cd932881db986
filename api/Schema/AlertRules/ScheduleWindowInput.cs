using System.Globalization;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>A window of the day in local time.</summary>
public sealed class ScheduleWindowInput
{
    private const int MaxWindows = 50;
    private const string Format = "HH:mm";

    /// <summary>Start of the window as HH:mm, inclusive, such as 05:30.</summary>
    public required string From { get; init; }

    /// <summary>
    /// End of the window as HH:mm, exclusive. At or before the start, the window crosses midnight and belongs to its first day.
    /// </summary>
    public required string To { get; init; }

    /// <summary>Days on which the window starts; every day when omitted or empty.</summary>
    public IReadOnlyList<DayOfWeek>? Days { get; init; }

    internal static IReadOnlyList<ScheduleWindow> ToWindows(string path, IReadOnlyList<ScheduleWindowInput> inputs)
    {
        Argument.MaxItems(path, inputs, MaxWindows);
        var windows = new ScheduleWindow[inputs.Count];
        for (var i = 0; i < windows.Length; i++)
        {
            windows[i] =
                new(ParseTime($"{path}[{i}].from", inputs[i].From), ParseTime($"{path}[{i}].to", inputs[i].To), inputs[i].Days?.Distinct()
                .ToArray());
        }

        return windows;
    }

    internal static string FormatTime(TimeOnly time) => time.ToString(Format, CultureInfo.InvariantCulture);

    private static TimeOnly ParseTime(string path, string text) =>
        TimeOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time : throw new InvalidArgumentException(
                $"'{path}' is '{ErrorText.Truncate(text)}', which is not a time of day.", "Write it as 05:30, from 00:00 to 23:59.");
}
