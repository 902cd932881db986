using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Readings;
using SmartDairy.Rules.Compilation;
using SmartDairy.Rules.Conditions;
using SmartDairy.Rules.Fields;
using SmartDairy.Rules.Language;

namespace SmartDairy.Rules.Evaluation;

/// <summary>Builds the message and the evidence of an alert that opens, from the newest reading.</summary>
internal static class OpenedOutcomeBuilder
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static RuleOutcome Build(
        SourceRuleSet ruleSet, RuleStateMachine machine, EvaluationContext context, int[] windowSlots, long time)
    {
        var message = machine.Rule.Template.Render(name => PlaceholderValue(name, ruleSet, machine, context, windowSlots, time));
        return new(RuleOutcomeKind.Opened, time, machine.State.Priority, null, message,
            BuildEvidence(ruleSet, machine, context, windowSlots, time));
    }

    // The first comparison with a number supplies {value} and {threshold}.
    private static Comparison? MainComparison(CompiledRule rule)
        => rule.ConditionTree?.Comparisons.FirstOrDefault(comparison => comparison.Value is NumberLiteral);

    private static object? PlaceholderValue(
        string name, SourceRuleSet ruleSet, RuleStateMachine machine, EvaluationContext context, int[] windowSlots, long time)
    {
        var (rule, reading) = (machine.Rule, context.Reading);
        return name switch
        {
            "device_id" => ruleSet.IsAnimal ? reading?.DeviceId : ruleSet.Source.Id,
            "device_name" => ruleSet.IsAnimal ? null : ruleSet.Source.Name ?? ruleSet.Source.Id,
            "animal_id" => AnimalId(ruleSet, reading),
            "barn_id" => reading?.BarnId ?? ruleSet.Source.BarnId,
            "zone_id" => reading?.ZoneId ?? ruleSet.Source.ZoneId,
            "rule_name" => rule.Stored.Definition.Name,
            "priority" => machine.State.Priority.ToString().ToUpperInvariant(),
            "time" =>
                TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(time), ruleSet.FarmRuleSet.Zone)
                .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            "value" => MainComparison(rule) is { } main ? FieldValue(main.Field, rule, context, windowSlots) : null,
            "threshold" => (MainComparison(rule)?.Value as NumberLiteral)?.Value,
            "silent_minutes" => machine.State.IsSilent ? (time - machine.State.LastReadingAt) / 60_000 : null,
            _ => FieldCatalog.Find(name) is { } field ? FieldValue(field, rule, context, windowSlots) : null,
        };
    }

    private static object? FieldValue(FieldExpression field, CompiledRule rule, EvaluationContext context, int[] windowSlots)
    {
        var slot = -1;
        for (var i = 0; i < rule.WindowFunctions.Count && slot < 0; i++)
        {
            slot = rule.WindowFunctions[i] == field ? i : -1;
        }

        return new FieldAccessor(field, slot).GetDisplayValue(context, windowSlots);
    }

    private static string? AnimalId(SourceRuleSet ruleSet, Reading? reading)
        => ruleSet.IsAnimal ? ruleSet.Source.Id : reading?.SubjectAnimalId ?? ruleSet.AnimalId;

    private static string BuildEvidence(
        SourceRuleSet ruleSet, RuleStateMachine machine, EvaluationContext context, int[] windowSlots, long time)
    {
        var (rule, state, reading) = (machine.Rule, machine.State, context.Reading);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteNumber(EvidenceFields.RuleVersion, rule.Version);
            json.WriteString(EvidenceFields.Condition, FormatCondition(rule));
            Comparison[] comparisons = [.. rule.ConditionTree?.Comparisons.DistinctBy(comparison => comparison.Field.ToString()) ?? []];
            json.WriteStartObject(EvidenceFields.Values);
            foreach (var comparison in comparisons)
            {
                json.WritePropertyName(comparison.Field.ToString());
                Write(json, FieldValue(comparison.Field, rule, context, windowSlots));
            }

            json.WriteEndObject();
            json.WriteStartObject(EvidenceFields.Thresholds);
            foreach (var comparison in comparisons)
            {
                json.WritePropertyName(comparison.Field.ToString());
                Write(json, comparison.Value);
            }

            json.WriteEndObject();
            WriteOptional(json, EvidenceFields.MeasuredAt, reading is null ? null : FormatTime(reading.Time));
            json.WriteString(EvidenceFields.Since, FormatTime(state.CauseSince));
            if (MainComparison(rule) is { Value: NumberLiteral threshold } main
                && FieldValue(main.Field, rule, context, windowSlots) is double current)
            {
                json.WriteNumber(EvidenceFields.CurrentValue, current);
                json.WriteNumber(EvidenceFields.Threshold, threshold.Value);
            }

            json.WriteNumber(EvidenceFields.DurationMinutes, Math.Round((time - state.CauseSince) / 60_000.0, 3));
            WriteOptional(json, EvidenceFields.SilentSince, state.IsSilent ? FormatTime(state.LastReadingAt) : null);
            WriteOptional(json, EvidenceFields.DeviceId, ruleSet.IsAnimal ? reading?.DeviceId : ruleSet.Source.Id);
            WriteOptional(json, EvidenceFields.AnimalId, AnimalId(ruleSet, reading));
            WriteOptional(json, EvidenceFields.BarnId, reading?.BarnId ?? ruleSet.Source.BarnId);
            WriteOptional(json, EvidenceFields.ZoneId, reading?.ZoneId ?? ruleSet.Source.ZoneId);
            WriteOptional(json, EvidenceFields.Quality, reading?.Quality);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string FormatCondition(CompiledRule rule)
    {
        var silence = rule.Stored.Definition.NoDataAfter is { } span ? $"no data for {System.Xml.XmlConvert.ToString(span)}" : null;
        return rule.ConditionTree is null
            ? silence!
            : silence is null ? rule.ConditionTree.ToString()! : $"{rule.ConditionTree} or {silence}";
    }

    private static string FormatTime(long time)
        => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void WriteOptional(Utf8JsonWriter json, string name, object? value)
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
            case BooleanLiteral flag: json.WriteBooleanValue(flag.Value); break;
            case ListLiteral list:
                json.WriteStartArray();
                foreach (var literal in list.Values)
                {
                    Write(json, literal);
                }

                json.WriteEndArray();
                break;
            default: json.WriteNullValue(); break;
        }
    }
}
