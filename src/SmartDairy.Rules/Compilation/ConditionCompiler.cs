using SmartDairy.Contracts.Readings;
using SmartDairy.Rules.Conditions;
using SmartDairy.Rules.Fields;
using SmartDairy.Rules.Language;

namespace SmartDairy.Rules.Compilation;

/// <summary>Makes trees of one rule into nodes, and gathers what they name.</summary>
internal sealed class ConditionCompiler
{
    private readonly List<FieldExpression> _expressions = [];
    private readonly List<FieldExpression> _named = [];

    /// <summary>Functions, each once.</summary>
    public IReadOnlyList<FieldExpression> WindowFunctions => _expressions;

    /// <summary>Every field that was named.</summary>
    public HashSet<FieldExpression> Fields { get; } = [];

    public ConditionNode Compile(ConditionTree tree) => tree switch
    {
        ConditionGroup group => new GroupNode(group.IsAll, [.. group.Parts.Select(Compile)]),
        Comparison comparison => CompileComparison(comparison),
        _ => throw new ArgumentException("A tree has groups and comparisons.", nameof(tree)),
    };

    /// <summary>The fields named since the last call.</summary>
    public FieldMask CollectFieldMask()
    {
        var bits = new ulong[Enum.GetValues<ReadingFamily>().Length];
        for (var family = 0; family < bits.Length; family++)
        {
            foreach (var field in _named)
            {
                bits[family] |= FieldBits.FromField(field, (ReadingFamily)family);
            }

            bits[family] = (bits[family] & ~FieldBits.AnyReading) is 0 ? bits[family] : bits[family] & ~FieldBits.AnyReading;
        }

        string[] extras = [.. _named.Where(field => field.Source == FieldSource.Extra).Select(field => field.Name).Distinct()];
        _named.Clear();
        return new(bits, extras);
    }

    private ConditionNode CompileComparison(Comparison comparison)
    {
        var field = comparison.Field;
        _named.Add(field);
        Fields.Add(field);
        var slot = -1;
        if (field.Function != FieldFunction.None && (slot = _expressions.IndexOf(field)) < 0)
        {
            slot = _expressions.Count;
            _expressions.Add(field);
        }

        var place = new FieldAccessor(field, slot);
        return field.Type switch
        {
            FieldType.Number => new NumberNode(place, comparison.Operator, comparison.Value),
            FieldType.Text => new TextNode(place, comparison.Operator, comparison.Value),
            FieldType.Boolean => new BooleanNode(place, comparison.Operator, comparison.Value),
            _ => new ExtraFieldNode(place, comparison.Operator, comparison.Value),
        };
    }
}
