using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Rules.Compilation;

namespace SmartDairy.Rules.Evaluation;

/// <summary>What a rule says of the source that is watched.</summary>
public readonly record struct EmittedOutcome(CompiledRule Rule, RuleOutcome Outcome);
