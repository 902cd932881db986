using System.Collections.Frozen;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Rules.Fields;

/// <summary>The fields that rules can use.</summary>
public static class FieldCatalog
{
    private static readonly (string Name, FieldType Type, DeviceFamilies Families)[] Members =
    [
        ("position", FieldType.Text, DeviceFamilies.Activity),
        ("fertility_status", FieldType.Text, DeviceFamilies.Activity),
        ("health_alert", FieldType.Boolean, DeviceFamilies.Activity),
        ("session_id", FieldType.Text, DeviceFamilies.Milking),
        ("blood_detected", FieldType.Boolean, DeviceFamilies.Milking),
        ("conductivity_alert", FieldType.Boolean, DeviceFamilies.Milking),
        ("temperature_alert", FieldType.Boolean, DeviceFamilies.Milking),
        ("incomplete_milking", FieldType.Boolean, DeviceFamilies.Milking),
        ("direction", FieldType.Text, DeviceFamilies.Rfid),
        ("tag_epc", FieldType.Text, DeviceFamilies.Rfid),
        ("place_id", FieldType.Text, DeviceFamilies.Rfid),
        ("antenna_id", FieldType.Number, DeviceFamilies.Rfid),
        ("animal_id", FieldType.Text, DeviceFamilies.Activity | DeviceFamilies.Milking | DeviceFamilies.Rfid),
        ("quality", FieldType.Number, DeviceFamilies.Readings),
        ("clock_skew", FieldType.Boolean, DeviceFamilies.Readings),
    ];

    private static readonly FrozenDictionary<string, FieldExpression> Fields = CreateFields()
        .ToFrozenDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All field names except those of <c>extra</c> fields.</summary>
    public static IEnumerable<string> Names => Fields.Keys;

    /// <summary>
    /// Finds a field without a function, e.g. <c>temperature_c</c>, <c>readings.temperature_c</c>, <c>milking.temperature_c</c> or
    /// <c>extra.h2s_ppm</c>; null when it does not exist.
    /// </summary>
    public static FieldExpression? Find(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return Fields.GetValueOrDefault(text);
        }

        var (prefix, name) = (text[..dot].ToLowerInvariant(), text[(dot + 1)..]);
        if (prefix == "extra")
        {
            return name.Length is > 0 and <= 200 ? new(FieldSource.Extra, name, FieldType.Any, DeviceFamilies.Readings) : null;
        }

        var narrowed = prefix switch
        {
            "readings" => DeviceFamilies.All,
            "environment" => DeviceFamilies.Environment,
            "activity" => DeviceFamilies.Activity,
            "milking" => DeviceFamilies.Milking,
            "rfid" => DeviceFamilies.Rfid,
            _ => DeviceFamilies.None,
        };
        return Fields.GetValueOrDefault(name) is { Source: not FieldSource.Device } field && (field.Families & narrowed) != 0
            ? prefix == "readings" ? field : field with { Families = field.Families & narrowed, Prefix = prefix }
            : null;
    }

    /// <summary>The field name closest to the text; null when none is close.</summary>
    public static string? SuggestName(string text) => NameSuggestion.Find(text[(text.LastIndexOf('.') + 1)..], Names);

    private static IEnumerable<FieldExpression> CreateFields()
    {
        var metrics = Enum.GetValues<ReadingFamily>()
            .SelectMany(
                family => Metrics.ForFamily(family).ToArray().Select(metric => (metric.Name, Family: (DeviceFamilies)(1 << (int)family))))
            .GroupBy(metric => metric.Name, metric => metric.Family, StringComparer.Ordinal);
        foreach (var metric in metrics)
        {
            yield return new(FieldSource.Metric, metric.Key, FieldType.Number, metric.Aggregate((a, b) => a | b));
        }

        yield return new(FieldSource.Thi, "thi", FieldType.Number, DeviceFamilies.Environment);
        foreach (var (name, type, families) in Members)
        {
            yield return new(FieldSource.Member, name, type, families);
        }

        yield return new(FieldSource.Device, "status", FieldType.Text, DeviceFamilies.All);
        yield return new(FieldSource.Device, "connected", FieldType.Boolean, DeviceFamilies.All);
    }
}
