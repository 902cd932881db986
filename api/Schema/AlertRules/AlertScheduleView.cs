using GraphQL;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>When a rule may raise alerts, in the farm's local time.</summary>
[Name("AlertSchedule")]
public sealed class AlertScheduleView(RuleSchedule schedule)
{
    /// <summary>Spans of the day.</summary>
    public IEnumerable<ScheduleWindowView> Windows => schedule.Windows.Select(ScheduleWindowView.FromWindow);

    /// <summary>False: only inside the windows. True: only outside of them.</summary>
    public bool Quiet => schedule.Quiet;
}
