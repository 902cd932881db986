using GraphQL;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>A span of the day, local time.</summary>
[Name("ScheduleWindow")]
public sealed record ScheduleWindowView(string From, string To, IReadOnlyList<DayOfWeek> Days)
{
    /// <summary>Inclusive, such as 05:30.</summary>
    public string From { get; } = From;

    /// <summary>Exclusive. Not after from: the span crosses midnight.</summary>
    public string To { get; } = To;

    /// <summary>The days it begins on; empty means every day.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; } = Days;

    internal static ScheduleWindowView FromWindow(ScheduleWindow window) =>
        new(ScheduleWindowInput.FormatTime(window.From), ScheduleWindowInput.FormatTime(window.To), window.Days ?? []);
}
