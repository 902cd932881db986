using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Rules.Conditions;
using SmartDairy.Rules.Language;

namespace SmartDairy.Rules.Compilation;

/// <summary>
/// A compiled severity step. A reading that carries none of the fields of <paramref name="Where"/> leaves the step unchanged.
/// </summary>
/// <param name="After">Milliseconds since the alert opened; 0 for immediately.</param>
/// <param name="Where">Condition of the step; null when it has none.</param>
internal sealed record CompiledSeverityStep(Priority Priority, long After, ConditionNode? Where, FieldMask Fields)
{
    public static CompiledSeverityStep Compile(SeverityStep step, ConditionCompiler compiler)
    {
        var tree = step.Where is null ? null : ConditionLanguage.ParseWhere(step.Where, "severity", []);
        var node = tree is null ? null : compiler.Compile(tree);
        return new(step.Priority, (long)(step.After ?? default).TotalMilliseconds, node, compiler.CollectFieldMask());
    }
}
