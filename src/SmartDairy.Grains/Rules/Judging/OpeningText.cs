using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SmartDairy.Contracts.Alerts.Language;
using SmartDairy.Contracts.Alerts.Reports;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Rules.Conditions;

namespace SmartDairy.Grains.Rules.Judging;

/// <summary>Message and evidence of an alert that opens, made of the newest reading.</summary>
internal static class OpeningText
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Outcome Of(RuleBinding binding, RuleMachine machine, Sight sight, int[] slots, long time)
    {
        var message = machine.Rule.Template.Fill(name => Value(name, binding, machine, sight, slots, time));
        return new(OutcomeKind.Opened, time, machine.State.Priority, null, message, Details(binding, machine, sight, slots, time));
    }

    // The first comparison with a number: what people mean by "the value".
    private static Comparison? Main(CompiledRule rule) => rule.Tree?.Comparisons.FirstOrDefault(comparison => comparison.Value is NumberLiteral);

    private static object? Value(string name, RuleBinding binding, RuleMachine machine, Sight sight, int[] slots, long time)
    {
        var (rule, reading) = (machine.Rule, sight.Reading);
        return name switch
        {
            "device_id" => binding.IsAnimal ? reading?.DeviceId : binding.Source.Id,
            "device_name" => binding.IsAnimal ? null : binding.Source.Name ?? binding.Source.Id,
            "animal_id" => Animal(binding, reading),
            "barn_id" => reading?.BarnId ?? binding.Source.BarnId,
            "zone_id" => reading?.ZoneId ?? binding.Source.ZoneId,
            "rule_name" => rule.Stored.Definition.Name,
            "priority" => machine.State.Priority.ToString().ToUpperInvariant(),
            "time" => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(time), binding.Book.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            "value" => Main(rule) is { } main ? Field(main.Field, rule, sight, slots) : null,
            "threshold" => (Main(rule)?.Value as NumberLiteral)?.Value,
            "silent_minutes" => machine.State.Silent ? (time - machine.State.LastHeard) / 60_000 : null,
            _ => FieldCatalog.Find(name) is { } field ? Field(field, rule, sight, slots) : null,
        };
    }

    private static object? Field(FieldExpression field, CompiledRule rule, Sight sight, int[] slots)
    {
        var slot = -1;
        for (var i = 0; i < rule.Expressions.Count && slot < 0; i++)
        {
            slot = rule.Expressions[i] == field ? i : -1;
        }

        return new FieldPlace(field, slot).Shown(sight, slots);
    }

    private static string? Animal(RuleBinding binding, Reading? reading) => binding.IsAnimal ? binding.Source.Id : reading?.Animal ?? binding.AnimalId;

    private static string Details(RuleBinding binding, RuleMachine machine, Sight sight, int[] slots, long time)
    {
        var (rule, state, reading) = (machine.Rule, machine.State, sight.Reading);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteNumber(Evidence.RuleVersion, rule.Version);
            json.WriteString(Evidence.Condition, Condition(rule));
            Comparison[] comparisons = [.. rule.Tree?.Comparisons.DistinctBy(comparison => comparison.Field.ToString()) ?? []];
            json.WriteStartObject(Evidence.Values);
            foreach (var comparison in comparisons)
            {
                json.WritePropertyName(comparison.Field.ToString());
                Write(json, Field(comparison.Field, rule, sight, slots));
            }

            json.WriteEndObject();
            json.WriteStartObject(Evidence.Thresholds);
            foreach (var comparison in comparisons)
            {
                json.WritePropertyName(comparison.Field.ToString());
                Write(json, comparison.Value);
            }

            json.WriteEndObject();
            Optional(json, Evidence.MeasuredAt, reading is null ? null : Time(reading.Time));
            json.WriteString(Evidence.Since, Time(state.Cause));
            if (Main(rule) is { Value: NumberLiteral threshold } main && Field(main.Field, rule, sight, slots) is double current)
            {
                json.WriteNumber(Evidence.CurrentValue, current);
                json.WriteNumber(Evidence.Threshold, threshold.Value);
            }

            json.WriteNumber(Evidence.DurationMinutes, Math.Round((time - state.Cause) / 60_000.0, 3));
            Optional(json, Evidence.SilentSince, state.Silent ? Time(state.LastHeard) : null);
            Optional(json, Evidence.DeviceId, binding.IsAnimal ? reading?.DeviceId : binding.Source.Id);
            Optional(json, Evidence.AnimalId, Animal(binding, reading));
            Optional(json, Evidence.BarnId, reading?.BarnId ?? binding.Source.BarnId);
            Optional(json, Evidence.ZoneId, reading?.ZoneId ?? binding.Source.ZoneId);
            Optional(json, Evidence.Quality, reading?.Quality);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Condition(CompiledRule rule)
    {
        var silence = rule.Stored.Definition.NoDataAfter is { } span ? $"no data for {System.Xml.XmlConvert.ToString(span)}" : null;
        return rule.Tree is null ? silence! : silence is null ? rule.Tree.ToString()! : $"{rule.Tree} or {silence}";
    }

    private static string Time(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void Optional(Utf8JsonWriter json, string name, object? value)
    {
        if (value is not null)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case double number: json.WriteNumberValue(number); break;
            case int number: json.WriteNumberValue(number); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case string text: json.WriteStringValue(text); break;
            case NumberLiteral number: json.WriteNumberValue(number.Value); break;
            case TextLiteral text: json.WriteStringValue(text.Value); break;
            case FlagLiteral flag: json.WriteBooleanValue(flag.Value); break;
            case ListLiteral list:
                json.WriteStartArray();
                foreach (var one in list.Values)
                {
                    Write(json, one);
                }

                json.WriteEndArray();
                break;
            default: json.WriteNullValue(); break;
        }
    }
}
