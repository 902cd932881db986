namespace SmartDairy.Rules.Conditions;

/// <summary>A compiled condition.</summary>
internal abstract class ConditionNode
{
    /// <param name="context">The newest reading and the state of the source.</param>
    /// <param name="windowSlots">Slots of the rule's window functions, by function and family; −1 where the family lacks the
    /// metric.</param>
    public abstract bool Holds(EvaluationContext context, int[] windowSlots);
}
