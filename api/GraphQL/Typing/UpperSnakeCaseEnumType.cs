using System.Text;
using GraphQL.Types;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Detections;

namespace SmartDairy.Api.GraphQL.Typing;

/// <summary>An enum whose values are written <c>MILK_METER</c> for <c>MilkMeter</c>; digits stay with their word: <c>P95</c>.</summary>
public sealed class UpperSnakeCaseEnumType<TEnum> : EnumerationGraphType<TEnum>
    where TEnum : struct, Enum
{
    public UpperSnakeCaseEnumType()
    {
        if (typeof(TEnum) == typeof(ConditionOperator)) Name = "Operator";
        if (typeof(TEnum) == typeof(ConditionLogic)) Name = "Logic";
        if (typeof(TEnum) == typeof(SuppressionReason)) Name = "RefusalReason";
        if (typeof(TEnum) == typeof(DetectionVerdict)) Name = "Verdict";
    }

    /// <inheritdoc/>
    protected override string ChangeEnumCase(string val)
    {
        var name = new StringBuilder(val.Length + 4);
        for (var i = 0; i < val.Length; i++)
        {
            if (i > 0 && char.IsUpper(val[i]) && (!char.IsUpper(val[i - 1]) || (i + 1 < val.Length && char.IsLower(val[i + 1])))) name.Append('_');
            name.Append(char.ToUpperInvariant(val[i]));
        }
        return name.ToString();
    }
}
