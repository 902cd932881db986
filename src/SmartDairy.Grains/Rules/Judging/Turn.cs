using SmartDairy.Contracts.Alerts.Reports;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Grains.Rules.Judging;

/// <summary>What a machine needs while it judges, and where what it says goes; null findings: nowhere.</summary>
internal readonly struct Turn(RuleWatch watch, Mute[] mutes, int index, List<RuleFinding>? findings)
{
    public Mute[] Mutes => mutes;

    public void Emit(CompiledRule rule, Outcome outcome) => findings?.Add(new(rule, outcome));

    public void EmitOpened(RuleMachine machine, long time) => findings?.Add(new(machine.Rule, watch.Explain(index, machine, time)));
}
