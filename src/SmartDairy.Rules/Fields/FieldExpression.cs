using System.Xml;

namespace SmartDairy.Rules.Fields;

/// <summary>A field, or a function of one.</summary>
/// <param name="Source">Where it is found.</param>
/// <param name="Name">Without prefix: <c>temperature_c</c>, <c>position</c>, of an extra field the part after <c>extra.</c></param>
/// <param name="Type">What its values are.</param>
/// <param name="Families">Where it exists.</param>
/// <param name="Prefix">The family it was narrowed to, as written in front of it; null when it was not.</param>
/// <param name="Function">What is made of it.</param>
/// <param name="Window">Of a function over time; else zero.</param>
/// <param name="OtherDeviceId">Of <see cref="FieldFunction.Difference"/>: the other device; else null.</param>
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
    /// <summary>As it is written in a rule; parses to the same.</summary>
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
