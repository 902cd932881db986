using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>When a rule may raise alerts, in the farm's local time. What is open is cleared at any time.</summary>
public sealed class AlertScheduleInput
{
    /// <summary>1 to 50 spans.</summary>
    public required IReadOnlyList<ScheduleWindowInput> Windows { get; init; }

    /// <summary>False: only inside the windows (milking hours). True: only outside of them (quiet hours).</summary>
    [DefaultLiteral("false")]
    public bool? Quiet { get; init; }

    internal RuleSchedule ToSchedule() => Windows.Count == 0
        ? throw new InvalidArgumentException("'schedule.windows' is empty.", "Give at least one, or leave out the schedule.")
        : new(ScheduleWindowInput.ToWindows("schedule.windows", Windows), Quiet ?? false);
}
