using SmartDairy.Rules.Fields;

namespace SmartDairy.Rules.Language;

/// <summary>A condition: one comparison, or several joined by AND or OR.</summary>
public abstract record ConditionTree
{
    /// <summary>Families whose devices can satisfy the condition: the intersection of the parts for AND, the union for OR.</summary>
    public abstract DeviceFamilies Families { get; }

    /// <summary>The comparisons from left to right.</summary>
    public abstract IEnumerable<Comparison> Comparisons { get; }

    /// <summary>Joins conditions by AND; nested AND groups are flattened.</summary>
    /// <param name="parts">At least one.</param>
    public static ConditionTree All(params IEnumerable<ConditionTree> parts) => Group(true, parts);

    /// <summary>Joins conditions by OR; nested OR groups are flattened.</summary>
    /// <param name="parts">At least one.</param>
    public static ConditionTree Any(params IEnumerable<ConditionTree> parts) => Group(false, parts);

    private static ConditionTree Group(bool all, IEnumerable<ConditionTree> parts)
    {
        ConditionTree[] flat = [.. parts.SelectMany(part => part is ConditionGroup group && group.IsAll == all ? group.Parts : [part])];
        return flat.Length == 1 ? flat[0] : new ConditionGroup(all, flat);
    }
}
