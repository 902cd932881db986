using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Rules.Conditions;
using SmartDairy.Rules.Language;

namespace SmartDairy.Rules.Compilation;

/// <summary>A severity step. A reading that carries none of the fields its condition names leaves it as it was.</summary>
/// <param name="After">Milliseconds since the opening; 0: at once.</param>
/// <param name="Where">Null: no condition.</param>
internal sealed record CompiledSeverityStep(Priority Priority, long After, ConditionNode? Where, FieldMask Fields)
{
    public static CompiledSeverityStep Compile(SeverityStep step, ConditionCompiler compiler)
    {
        var tree = step.Where is null ? null : ConditionLanguage.ParseWhere(step.Where, "severity", []);
        var node = tree is null ? null : compiler.Compile(tree);
        return new(step.Priority, (long)(step.After ?? default).TotalMilliseconds, node, compiler.CollectFieldMask());
    }
}
