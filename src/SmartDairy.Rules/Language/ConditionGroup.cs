using SmartDairy.Rules.Fields;

namespace SmartDairy.Rules.Language;

/// <summary>At least two conditions joined by AND or by OR.</summary>
/// <param name="IsAll">True for AND.</param>
public sealed record ConditionGroup(bool IsAll, IReadOnlyList<ConditionTree> Parts) : ConditionTree
{
    public override DeviceFamilies Families => Parts.Select(part => part.Families).Aggregate((a, b) => IsAll ? a & b : a | b);

    public override IEnumerable<Comparison> Comparisons => Parts.SelectMany(part => part.Comparisons);

    /// <summary>The condition in the syntax of <c>where</c>; parses back to the same tree.</summary>
    public override string ToString() => IsAll
        ? string.Join(" AND ", Parts.Select(part => part is ConditionGroup ? $"({part})" : part.ToString()))
        : string.Join(" OR ", Parts);
}
