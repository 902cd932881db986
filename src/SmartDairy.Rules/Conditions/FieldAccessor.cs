using SmartDairy.Analytics.Climate;
using SmartDairy.Contracts.Readings;
using SmartDairy.Rules.Fields;

namespace SmartDairy.Rules.Conditions;

/// <summary>Reads the value of a field from the evaluation context.</summary>
internal sealed class FieldAccessor(FieldExpression expression, int functionIndex)
{
    private static readonly int Families = Enum.GetValues<ReadingFamily>().Length;
    private readonly int[] _index =
        [.. Enum.GetValues<ReadingFamily>()
        .Select(family => ((int)expression.Families >> (int)family & 1) == 1 ? Metrics.Find(family, expression.Name)?.Index ?? -1 : -1)];

    public string Name => expression.Name;

    /// <summary>NaN when it is missing.</summary>
    public double GetNumber(EvaluationContext context, int[] windowSlots)
    {
        if (context.Reading is not { } reading)
        {
            return double.NaN;
        }

        if (functionIndex >= 0)
        {
            var slot = windowSlots[functionIndex * Families + (int)reading.Family];
            return slot < 0 ? double.NaN : context.GetWindowValue(slot);
        }

        return expression.Source switch
        {
            FieldSource.Metric => GetMetric(reading, _index[(int)reading.Family]),
            FieldSource.Thi =>
                reading.Family == ReadingFamily.Environment
                    ? TemperatureHumidityIndex.Calculate(GetMetric(reading, 0), GetMetric(reading, 1))
                    : double.NaN,
            _ => expression.Name == "quality" ? reading.Quality : (reading as TagReading)?.AntennaId ?? double.NaN,
        };
    }

    /// <summary>Null when it is missing.</summary>
    public string? GetText(EvaluationContext context) => expression.Name switch
    {
        "status" => context.StatusName,
        "position" => (context.Reading as ActivityReading)?.Position,
        "fertility_status" => (context.Reading as ActivityReading)?.FertilityStatus,
        "session_id" => (context.Reading as MilkingReading)?.SessionId,
        "direction" => (context.Reading as TagReading)?.Direction,
        "tag_epc" => (context.Reading as TagReading)?.TagEpc,
        "place_id" => (context.Reading as TagReading)?.PlaceId,
        _ => context.Reading is { } reading && ExistsIn(reading.Family) ? reading.SubjectAnimalId : null,
    };

    /// <summary>Null when it is missing.</summary>
    public bool? GetBoolean(EvaluationContext context) => expression.Name switch
    {
        "connected" => context.Connected,
        "health_alert" => (context.Reading as ActivityReading)?.HealthAlert,
        "blood_detected" => (context.Reading as MilkingReading)?.BloodDetected,
        "conductivity_alert" => (context.Reading as MilkingReading)?.ConductivityAlert,
        "temperature_alert" => (context.Reading as MilkingReading)?.TemperatureAlert,
        "incomplete_milking" => (context.Reading as MilkingReading)?.IncompleteMilking,
        _ => context.Reading is { } reading && ExistsIn(reading.Family) ? (reading.Flags & ReadingFlags.ClockSkew) != 0 : null,
    };

    /// <summary>The value for display: a number, a text or a boolean; null when it is missing.</summary>
    public object? GetDisplayValue(EvaluationContext context, int[] windowSlots) => expression.Type switch
    {
        FieldType.Number => GetNumber(context, windowSlots) is var number && double.IsFinite(number) ? number : null,
        FieldType.Text => GetText(context),
        FieldType.Boolean => GetBoolean(context),
        _ => context.GetExtraField(expression.Name) is { } extra ? extra.ValueKind switch
        {
            System.Text.Json.JsonValueKind.Number when extra.TryGetDouble(out var number) => number,
            System.Text.Json.JsonValueKind.String => extra.GetString(),
            System.Text.Json.JsonValueKind.True => true,
            System.Text.Json.JsonValueKind.False => false,
            _ => null,
        }
        : null,
    };

    /// <summary>The value of a metric; NaN when it is missing or out of range.</summary>
    public static double GetMetric(Reading reading, int index)
        => index < 0 || (reading.OutOfRange >> index & 1) != 0 ? double.NaN : reading.Values[index];

    private bool ExistsIn(ReadingFamily family) => ((int)expression.Families >> (int)family & 1) == 1;
}
