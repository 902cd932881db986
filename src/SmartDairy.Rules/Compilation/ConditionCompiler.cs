using SmartDairy.Contracts.Readings;
using SmartDairy.Rules.Conditions;
using SmartDairy.Rules.Fields;
using SmartDairy.Rules.Language;

namespace SmartDairy.Rules.Compilation;

/// <summary>Compiles the condition trees of one rule into nodes and collects the fields they name.</summary>
internal sealed class ConditionCompiler
{
    private readonly List<FieldExpression> _functions = [];
    private readonly List<FieldExpression> _named = [];

    /// <summary>The distinct functions.</summary>
    public IReadOnlyList<FieldExpression> WindowFunctions => _functions;

    /// <summary>The distinct fields and functions.</summary>
    public HashSet<FieldExpression> Fields { get; } = [];

    public ConditionNode Compile(ConditionTree tree) => tree switch
    {
        ConditionGroup group => new GroupNode(group.IsAll, [.. group.Parts.Select(Compile)]),
        Comparison comparison => CompileComparison(comparison),
        _ => throw new ArgumentException("A condition tree consists of groups and comparisons.", nameof(tree)),
    };

    /// <summary>The fields named since the previous call.</summary>
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
        if (field.Function != FieldFunction.None && (slot = _functions.IndexOf(field)) < 0)
        {
            slot = _functions.Count;
            _functions.Add(field);
        }

        var accessor = new FieldAccessor(field, slot);
        return field.Type switch
        {
            FieldType.Number => new NumberNode(accessor, comparison.Operator, comparison.Value),
            FieldType.Text => new TextNode(accessor, comparison.Operator, comparison.Value),
            FieldType.Boolean => new BooleanNode(accessor, comparison.Operator, comparison.Value),
            _ => new ExtraFieldNode(accessor, comparison.Operator, comparison.Value),
        };
    }
}
