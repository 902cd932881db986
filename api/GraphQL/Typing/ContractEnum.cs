using System.Text;
using GraphQL.Types;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Api.GraphQL.Typing;

/// <summary>An enum whose values read <c>MILK_METER</c> for <c>MilkMeter</c>, with digits kept to their word: <c>P95</c>.</summary>
public sealed class ContractEnum<TEnum> : EnumerationGraphType<TEnum>
    where TEnum : struct, Enum
{
    public ContractEnum()
    {
        if (typeof(TEnum) == typeof(ConditionOperator)) Name = "Operator";
        if (typeof(TEnum) == typeof(ConditionLogic)) Name = "Logic";
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
