using GraphQL;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>Times of day, in the farm's time zone, at which a rule may open alerts. Open alerts clear at any time.</summary>
[Name("AlertSchedule")]
public sealed class AlertScheduleView(RuleSchedule schedule)
{
    /// <summary>Windows of the day, in the farm's time zone.</summary>
    public IEnumerable<ScheduleWindowView> Windows => schedule.Windows.Select(ScheduleWindowView.FromWindow);

    /// <summary>False: alerts open only inside the windows. True: alerts open only outside the windows.</summary>
    public bool Quiet => schedule.Quiet;
}
