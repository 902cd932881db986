using SmartDairy.Rules.Fields;

namespace SmartDairy.Rules.Language;

/// <summary>A condition: a comparison, or several joined by AND or OR.</summary>
public abstract record ConditionTree
{
    /// <summary>Where it can be true at all: each of an AND must be able to, one of an OR.</summary>
    public abstract DeviceFamilies Families { get; }

    /// <summary>Its comparisons, from left to right.</summary>
    public abstract IEnumerable<Comparison> Comparisons { get; }

    /// <summary>All hold. Groups in groups of the same kind are made one.</summary>
    /// <param name="parts">At least one.</param>
    public static ConditionTree All(params IEnumerable<ConditionTree> parts) => Group(true, parts);

    /// <summary>One holds. Groups in groups of the same kind are made one.</summary>
    /// <param name="parts">At least one.</param>
    public static ConditionTree Any(params IEnumerable<ConditionTree> parts) => Group(false, parts);

    private static ConditionTree Group(bool all, IEnumerable<ConditionTree> parts)
    {
        ConditionTree[] flat = [.. parts.SelectMany(part => part is ConditionGroup group && group.IsAll == all ? group.Parts : [part])];
        return flat.Length == 1 ? flat[0] : new ConditionGroup(all, flat);
    }
}
