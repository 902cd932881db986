using System.Collections.Frozen;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Contracts.Alerts.Language;

/// <summary>The fields there are.</summary>
public static class FieldCatalog
{
    private static readonly (string Name, FieldType Type, Families Families)[] Members =
    [
        ("position", FieldType.Text, Families.Activity),
        ("fertility_status", FieldType.Text, Families.Activity),
        ("health_alert", FieldType.Flag, Families.Activity),
        ("session_id", FieldType.Text, Families.Milking),
        ("blood_detected", FieldType.Flag, Families.Milking),
        ("conductivity_alert", FieldType.Flag, Families.Milking),
        ("temperature_alert", FieldType.Flag, Families.Milking),
        ("incomplete_milking", FieldType.Flag, Families.Milking),
        ("direction", FieldType.Text, Families.Rfid),
        ("tag_epc", FieldType.Text, Families.Rfid),
        ("place_id", FieldType.Text, Families.Rfid),
        ("antenna_id", FieldType.Number, Families.Rfid),
        ("animal_id", FieldType.Text, Families.Activity | Families.Milking | Families.Rfid),
        ("quality", FieldType.Number, Families.Readings),
        ("clock_skew", FieldType.Flag, Families.Readings),
    ];

    private static readonly FrozenDictionary<string, FieldExpression> Fields = All().ToFrozenDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All names, without <c>extra</c> fields.</summary>
    public static IEnumerable<string> Names => Fields.Keys;

    /// <summary>A field without a function: <c>temperature_c</c>, <c>readings.temperature_c</c>, <c>milking.temperature_c</c>, <c>extra.h2s_ppm</c>. Null when there is none.</summary>
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
            return name.Length is > 0 and <= 200 ? new(FieldSource.Extra, name, FieldType.Any, Families.Readings) : null;
        }

        var narrowed = prefix switch
        {
            "readings" => Families.All,
            "environment" => Families.Environment,
            "activity" => Families.Activity,
            "milking" => Families.Milking,
            "rfid" => Families.Rfid,
            _ => Families.None,
        };
        return Fields.GetValueOrDefault(name) is { Source: not FieldSource.Device } field && (field.Families & narrowed) != 0
            ? prefix == "readings" ? field : field with { Families = field.Families & narrowed, Prefix = prefix }
            : null;
    }

    /// <summary>The name that is nearest to what was written; null when none is near.</summary>
    public static string? Nearest(string text) => NearestName.Of(text[(text.LastIndexOf('.') + 1)..], Names);

    private static IEnumerable<FieldExpression> All()
    {
        var metrics = Enum.GetValues<ReadingFamily>()
            .SelectMany(family => Metrics.Of(family).ToArray().Select(metric => (metric.Name, Family: (Families)(1 << (int)family))))
            .GroupBy(metric => metric.Name, metric => metric.Family, StringComparer.Ordinal);
        foreach (var metric in metrics)
        {
            yield return new(FieldSource.Metric, metric.Key, FieldType.Number, metric.Aggregate((a, b) => a | b));
        }

        yield return new(FieldSource.Thi, "thi", FieldType.Number, Families.Environment);
        foreach (var (name, type, families) in Members)
        {
            yield return new(FieldSource.Member, name, type, families);
        }

        yield return new(FieldSource.Device, "status", FieldType.Text, Families.All);
        yield return new(FieldSource.Device, "connected", FieldType.Flag, Families.All);
    }
}
