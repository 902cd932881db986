namespace SmartDairy.Rules.Conditions;

internal sealed class GroupNode(bool isAll, ConditionNode[] parts) : ConditionNode
{
    public override bool Holds(EvaluationContext context, int[] windowSlots)
    {
        foreach (var part in parts)
        {
            if (part.Holds(context, windowSlots) != isAll)
            {
                return !isAll;
            }
        }

        return isAll;
    }
}
