using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Typing;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>Times of day, in the farm's time zone, at which a rule may open alerts. Open alerts clear at any time.</summary>
public sealed class AlertScheduleInput
{
    /// <summary>Windows of the day, 1 to 50.</summary>
    public required IReadOnlyList<ScheduleWindowInput> Windows { get; init; }

    /// <summary>False: alerts open only inside the windows (milking hours). True: only outside the windows (quiet hours).</summary>
    [DefaultLiteral("false")]
    public bool? Quiet { get; init; }

    internal RuleSchedule ToSchedule() => Windows.Count == 0
        ? throw new InvalidArgumentException("'schedule.windows' is empty.", "Give at least one, or leave out the schedule.")
        : new(ScheduleWindowInput.ToWindows("schedule.windows", Windows), Quiet ?? false);
}
