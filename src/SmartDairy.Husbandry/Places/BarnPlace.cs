using System.Globalization;
using System.Text.RegularExpressions;

namespace SmartDairy.Husbandry.Places;

/// <summary>A barn, or one of its zones. Its text is <c>barn/2</c> or <c>barn/2/zone/3</c>.</summary>
/// <param name="Barn">1 to 999,999,999.</param>
/// <param name="Zone">1 to 999,999,999; null for the barn as a whole.</param>
public readonly partial record struct BarnPlace(int Barn, int? Zone)
{
    /// <summary>Null when the text is neither a barn nor a zone.</summary>
    public static BarnPlace? Parse(string? text)
        => text is not null && TextRegex().Match(text) is { Success: true, Groups: var parts }
            ? new(Number(parts["barn"]), parts["zone"].Success ? Number(parts["zone"]) : null)
            : null;

    public override string ToString()
        => Zone is { } zone
            ? string.Create(CultureInfo.InvariantCulture, $"barn/{Barn}/zone/{zone}")
            : string.Create(CultureInfo.InvariantCulture, $"barn/{Barn}");

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\Abarn/(?<barn>[1-9][0-9]{0,8})(/zone/(?<zone>[1-9][0-9]{0,8}))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TextRegex();
}
