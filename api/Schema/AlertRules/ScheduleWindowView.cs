using GraphQL;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>A window of the day in local time.</summary>
[Name("ScheduleWindow")]
public sealed record ScheduleWindowView(string From, string To, IReadOnlyList<DayOfWeek> Days)
{
    /// <summary>Start of the window as HH:mm, inclusive, such as 05:30.</summary>
    public string From { get; } = From;

    /// <summary>End of the window as HH:mm, exclusive. An end at or before the start means that the window crosses midnight.</summary>
    public string To { get; } = To;

    /// <summary>Days on which the window starts; empty means every day.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; } = Days;

    internal static ScheduleWindowView FromWindow(ScheduleWindow window) =>
        new(ScheduleWindowInput.FormatTime(window.From), ScheduleWindowInput.FormatTime(window.To), window.Days ?? []);
}
