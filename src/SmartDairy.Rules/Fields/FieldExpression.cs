using System.Xml;

namespace SmartDairy.Rules.Fields;

/// <summary>A field, or a function of a field.</summary>
/// <param name="Source">Where the value is found.</param>
/// <param name="Name">Name without prefix, e.g. <c>temperature_c</c> or <c>position</c>; for an extra field the part after
/// <c>extra.</c></param>
/// <param name="Type">Type of the values.</param>
/// <param name="Families">Families that have the field.</param>
/// <param name="Prefix">The family prefix that narrows the field; null when it has none.</param>
/// <param name="Function">Function applied to the field.</param>
/// <param name="Window">Window of a function over time; zero otherwise.</param>
/// <param name="OtherDeviceId">The other device of <see cref="FieldFunction.Difference"/>; null otherwise.</param>
public sealed record FieldExpression(
    FieldSource Source,
    string Name,
    FieldType Type,
    DeviceFamilies Families,
    string? Prefix = null,
    FieldFunction Function = FieldFunction.None,
    TimeSpan Window = default,
    string? OtherDeviceId = null)
{
    /// <summary>The expression in rule syntax; parses back to the same expression.</summary>
    public override string ToString()
    {
        var name = Source is FieldSource.Extra ? $"extra.{Name}" : Prefix is null ? Name : $"{Prefix}.{Name}";
        return Function switch
        {
            FieldFunction.None => name,
            FieldFunction.Difference => $"difference({name}, {OtherDeviceId})",
            _ => $"{Function.ToString().ToLowerInvariant()}({name}, {XmlConvert.ToString(Window)})",
        };
    }
}
