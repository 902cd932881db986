using SmartDairy.Analytics.Climate;
using SmartDairy.Contracts.Readings;
using SmartDairy.Rules.Fields;

namespace SmartDairy.Rules.Conditions;

/// <summary>Where a rule finds a field's value.</summary>
internal sealed class FieldAccessor(FieldExpression named, int expression)
{
    private static readonly int Families = Enum.GetValues<ReadingFamily>().Length;
    private readonly int[] _index =
        [.. Enum.GetValues<ReadingFamily>().Select(family => ((int)named.Families >> (int)family & 1) == 1 ? Metrics.Find(family, named.Name)?.Index ?? -1 : -1)];

    public string Name => named.Name;

    /// <summary>NaN when it is missing.</summary>
    public double GetNumber(EvaluationContext sight, int[] slots)
    {
        if (sight.Reading is not { } reading)
        {
            return double.NaN;
        }

        if (expression >= 0)
        {
            var slot = slots[expression * Families + (int)reading.Family];
            return slot < 0 ? double.NaN : sight.GetWindowValue(slot);
        }

        return named.Source switch
        {
            FieldSource.Metric => GetMetric(reading, _index[(int)reading.Family]),
            FieldSource.Thi => reading.Family == ReadingFamily.Environment ? TemperatureHumidityIndex.Calculate(GetMetric(reading, 0), GetMetric(reading, 1)) : double.NaN,
            _ => named.Name == "quality" ? reading.Quality : (reading as TagReading)?.AntennaId ?? double.NaN,
        };
    }

    /// <summary>Null when it is missing.</summary>
    public string? GetText(EvaluationContext sight) => named.Name switch
    {
        "status" => sight.StatusName,
        "position" => (sight.Reading as ActivityReading)?.Position,
        "fertility_status" => (sight.Reading as ActivityReading)?.FertilityStatus,
        "session_id" => (sight.Reading as MilkingReading)?.SessionId,
        "direction" => (sight.Reading as TagReading)?.Direction,
        "tag_epc" => (sight.Reading as TagReading)?.TagEpc,
        "place_id" => (sight.Reading as TagReading)?.PlaceId,
        _ => sight.Reading is { } reading && ExistsIn(reading.Family) ? reading.SubjectAnimalId : null,
    };

    /// <summary>Null when it is missing.</summary>
    public bool? GetBoolean(EvaluationContext sight) => named.Name switch
    {
        "connected" => sight.Connected,
        "health_alert" => (sight.Reading as ActivityReading)?.HealthAlert,
        "blood_detected" => (sight.Reading as MilkingReading)?.BloodDetected,
        "conductivity_alert" => (sight.Reading as MilkingReading)?.ConductivityAlert,
        "temperature_alert" => (sight.Reading as MilkingReading)?.TemperatureAlert,
        "incomplete_milking" => (sight.Reading as MilkingReading)?.IncompleteMilking,
        _ => sight.Reading is { } reading && ExistsIn(reading.Family) ? (reading.Flags & ReadingFlags.ClockSkew) != 0 : null,
    };

    /// <summary>For people: a number, a text, a boolean; null when it is missing.</summary>
    public object? GetDisplayValue(EvaluationContext sight, int[] slots) => named.Type switch
    {
        FieldType.Number => GetNumber(sight, slots) is var number && double.IsFinite(number) ? number : null,
        FieldType.Text => GetText(sight),
        FieldType.Boolean => GetBoolean(sight),
        _ => sight.GetExtraField(named.Name) is { } extra ? extra.ValueKind switch
        {
            System.Text.Json.JsonValueKind.Number when extra.TryGetDouble(out var number) => number,
            System.Text.Json.JsonValueKind.String => extra.GetString(),
            System.Text.Json.JsonValueKind.True => true,
            System.Text.Json.JsonValueKind.False => false,
            _ => null,
        }
        : null,
    };

    /// <summary>NaN when the reading does not carry it within its range.</summary>
    public static double GetMetric(Reading reading, int index)
        => index < 0 || (reading.OutOfRange >> index & 1) != 0 ? double.NaN : reading.Values[index];

    private bool ExistsIn(ReadingFamily family) => ((int)named.Families >> (int)family & 1) == 1;
}
