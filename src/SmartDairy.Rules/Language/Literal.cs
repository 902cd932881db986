using System.Globalization;

namespace SmartDairy.Rules.Language;

/// <summary>The value that a field is compared with.</summary>
public abstract record Literal
{
    public sealed override string ToString() => this switch
    {
        NumberLiteral number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        TextLiteral text => $"'{text.Value.Replace("'", "''", StringComparison.Ordinal)}'",
        BooleanLiteral flag => flag.Value ? "true" : "false",
        ListLiteral list => $"[{string.Join(", ", list.Values)}]",
        _ => "",
    };
}
