using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Rules.Compilation;

namespace SmartDairy.Rules.Evaluation;

/// <summary>An outcome of a rule for the evaluated source.</summary>
public readonly record struct EmittedOutcome(CompiledRule Rule, RuleOutcome Outcome);
