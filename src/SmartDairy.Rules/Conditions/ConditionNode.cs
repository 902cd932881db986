namespace SmartDairy.Rules.Conditions;

/// <summary>A condition, ready to be looked at.</summary>
internal abstract class ConditionNode
{
    /// <param name="context">The reading and what is known of the source.</param>
    /// <param name="windowSlots">Of the rule's functions, by function and family.</param>
    public abstract bool Holds(EvaluationContext context, int[] windowSlots);
}
