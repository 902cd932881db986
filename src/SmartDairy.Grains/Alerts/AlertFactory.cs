using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Grains.Alerts;

/// <summary>Creates the alert of an opening.</summary>
internal sealed class AlertFactory(AlertKey key, RuleReport report, StoredRule rule, string category, long now)
{
    public Alert Create(RuleOutcome opening, Priority priority, int recurred, long? end) => new()
    {
        Id = AlertId.Create(key.RuleId, key.SourceId, opening.Time),
        FarmId = key.FarmId,
        RuleId = key.RuleId,
        RuleVersion = report.RuleVersion,
        RuleName = rule.Definition.Name,
        Category = category,
        Source = report.Source,
        Priority = priority,
        State = end is null ? AlertState.Open : AlertState.Cleared,
        Message = opening.Message ?? rule.Definition.Name,
        Details = opening.Evidence ?? "{}",
        OpenedAt = opening.Time,
        RaisedAt = now,
        ClearedAt = end,
        ConditionEndedAt = end,
        Occurrences = 1 + recurred,
    };
}
