using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Rules.Compilation;

namespace SmartDairy.Rules.Evaluation;

/// <summary>
/// The inputs of one <see cref="RuleStateMachine"/> step and the list that receives its outcomes; a null list discards them.
/// </summary>
internal readonly struct EvaluationPass(SourceEvaluator evaluator, AlertMute[] mutes, int index, List<EmittedOutcome>? outcomes)
{
    public AlertMute[] Mutes => mutes;

    public void Emit(CompiledRule rule, RuleOutcome outcome) => outcomes?.Add(new(rule, outcome));

    public void EmitOpened(RuleStateMachine machine, long time)
        => outcomes?.Add(new(machine.Rule, evaluator.BuildOpenedOutcome(index, machine, time)));
}
