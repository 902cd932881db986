using SmartDairy.Contracts.Alerts.Reports;

namespace SmartDairy.Grains.Rules;

/// <summary>What a rule says of the source that is watched.</summary>
public readonly record struct EmittedOutcome(CompiledRule Rule, RuleOutcome Outcome);
