namespace SmartDairy.Rules.Conditions;

internal sealed class GroupNode(bool isAll, ConditionNode[] parts) : ConditionNode
{
    public override bool Holds(EvaluationContext sight, int[] slots)
    {
        foreach (var part in parts)
        {
            if (part.Holds(sight, slots) != isAll)
            {
                return !isAll;
            }
        }

        return isAll;
    }
}
