using System.Text;
using GraphQL.Types;

namespace SmartDairy.GraphQL.Typing;

/// <summary>An enum whose values are written <c>MILK_METER</c> for <c>MilkMeter</c>; digits stay with their word: <c>P95</c>.</summary>
public sealed class UpperSnakeCaseEnumType<TEnum> : EnumerationGraphType<TEnum>
    where TEnum : struct, Enum
{
    /// <param name="names">Supplies the schema name of the enum.</param>
    public UpperSnakeCaseEnumType(EnumNames names)
    {
        Name = names.Get(typeof(TEnum));
    }

    /// <inheritdoc/>
    protected override string ChangeEnumCase(string val)
    {
        var name = new StringBuilder(val.Length + 4);
        for (var i = 0; i < val.Length; i++)
        {
            if (i > 0 && char.IsUpper(val[i]) && (!char.IsUpper(val[i - 1]) || (i + 1 < val.Length && char.IsLower(val[i + 1]))))
            {
                name.Append('_');
            }

            name.Append(char.ToUpperInvariant(val[i]));
        }

        return name.ToString();
    }
}
