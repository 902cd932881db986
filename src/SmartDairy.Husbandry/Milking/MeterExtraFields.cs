using System.Text.Json;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Husbandry.Milking;

/// <summary>Optional fields of a meter's message beyond the common format: the present flow, and each quarter.</summary>
/// <param name="Flow">L/min; NaN when not reported.</param>
/// <param name="Quarters">By <see cref="Quarter"/>; null when none is reported.</param>
/// <param name="IsMalformed">Whether a field was unreadable or impossible and was ignored.</param>
internal readonly record struct MeterExtraFields(double Flow, QuarterMilking?[]? Quarters, bool IsMalformed)
{
    private const double MaxLitres = 100;
    private const double MaxFlow = 20;
    private const double MaxConductivity = 20;
    private const int MaxSeconds = 86_400;

    public static MeterExtraFields Parse(string? extra)
    {
        if (extra is null
            || !(extra.Contains("\"quarters\"", StringComparison.Ordinal)
            || extra.Contains("\"current_flow_lpm\"", StringComparison.Ordinal)))
        {
            return new(double.NaN, null, false);
        }

        try
        {
            using var document = JsonDocument.Parse(extra);
            var malformed = false;
            var flow = Number(document.RootElement, "current_flow_lpm", MaxFlow, ref malformed) ?? double.NaN;
            return new(flow, QuartersOf(document.RootElement, ref malformed), malformed);
        }
        catch (JsonException)
        {
            return new(double.NaN, null, true);
        }
    }

    private static QuarterMilking?[]? QuartersOf(JsonElement root, ref bool malformed)
    {
        if (!root.TryGetProperty("quarters", out var list) || list.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > 4)
        {
            malformed = true;
            return null;
        }

        QuarterMilking?[]? quarters = null;
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object && Name(item) is { } quarter && quarters?[(int)quarter] is null)
            {
                (quarters ??= new QuarterMilking?[4])[(int)quarter] = One(quarter, item, ref malformed);
            }
            else
            {
                malformed = true;
            }
        }

        return quarters;
    }

    private static QuarterMilking One(Quarter quarter, JsonElement item, ref bool malformed) => new()
    {
        Quarter = quarter,
        Litres = Number(item, "volume_liters", MaxLitres, ref malformed),
        Conductivity = Number(item, "conductivity_ms_cm", MaxConductivity, ref malformed),
        AverageFlow = Number(item, "average_flow_lpm", MaxFlow, ref malformed),
        PeakFlow = Number(item, "peak_flow_lpm", MaxFlow, ref malformed),
        DurationSeconds = (int?)Number(item, "duration_seconds", MaxSeconds, ref malformed),
        BloodDetected = Flag(item, "blood_detected", ref malformed),
    };

    private static Quarter? Name(JsonElement item)
        => item.TryGetProperty("quarter", out var name) && name.ValueKind == JsonValueKind.String
            ? name.GetString() switch { "LF" => Quarter.LF, "RF" => Quarter.RF, "LR" => Quarter.LR, "RR" => Quarter.RR, _ => null }
            : null;

    private static double? Number(JsonElement item, string name, double max, ref bool malformed)
    {
        if (!item.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= 0 && number <= max)
        {
            return number;
        }

        malformed = true;
        return null;
    }

    private static bool? Flag(JsonElement item, string name, ref bool malformed)
    {
        if (!item.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        malformed = true;
        return null;
    }
}
