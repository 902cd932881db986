using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Rules.Compilation;

namespace SmartDairy.Rules.Evaluation;

/// <summary>What a machine needs while it judges, and where what it says goes; null findings: nowhere.</summary>
internal readonly struct EvaluationPass(SourceEvaluator watch, AlertMute[] mutes, int index, List<EmittedOutcome>? findings)
{
    public AlertMute[] Mutes => mutes;

    public void Emit(CompiledRule rule, RuleOutcome outcome) => findings?.Add(new(rule, outcome));

    public void EmitOpened(RuleStateMachine machine, long time) => findings?.Add(new(machine.Rule, watch.BuildOpenedOutcome(index, machine, time)));
}
