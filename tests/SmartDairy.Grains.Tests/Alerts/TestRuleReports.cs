using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Grains.Alerts;

namespace SmartDairy.Grains.Tests.Alerts;

/// <summary>Reports and what they are applied to, in short.</summary>
internal static class TestRuleReports
{
    public static readonly AlertKey Key = new(1, "RULE-1", "ENV-1");

    public static readonly StoredRule Rule = new()
    {
        Id = "RULE-1",
        FarmId = 1,
        Version = 1,
        SavedAt = 0,
        Definition = new RuleDefinition { Name = "Hot", Description = "It is hot", Priority = Priority.High },
    };

    public static RuleReport Report(long? from, params RuleOutcome[] outcomes)
        => new() { CorrectedFrom = from, RuleVersion = 1, Source = new AlertSource("sensor", "ENV-1"), Outcomes = outcomes };

    public static RuleOutcome Opened(long time, Priority priority = Priority.High)
        => new(RuleOutcomeKind.Opened, time, priority, null, "It is hot", "{}");

    public static RuleOutcome Cleared(long time) => new(RuleOutcomeKind.Cleared, time, Priority.High);

    public static RuleOutcome Worsened(long time, Priority priority) => new(RuleOutcomeKind.Worsened, time, priority);

    public static RuleOutcome Suppressed(long time, SuppressionReason reason)
        => new(RuleOutcomeKind.Suppressed, time, Priority.High, reason);

    /// <summary>Applies and takes over, as the actor does when its commit went well.</summary>
    public static TimelineChange Apply(this AlertTimeline timeline, RuleReport report, long now = 1_000_000)
    {
        var change = timeline.ComputeChange(report, Rule, "environment", now);
        timeline.Accept(change.Alerts);
        return change;
    }

    public static IReadOnlyList<(long From, long? To)> Spans(this AlertTimeline timeline)
        => [.. timeline.Alerts.Select(alert => (alert.OpenedAt, alert.ConditionEndedAt))];
}
