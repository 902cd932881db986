using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Readings;
using SmartDairy.Rules.Fields;
using SmartDairy.Rules.Language;

namespace SmartDairy.Testing.Rules;

/// <summary>Fields from the whole of the past, each time anew.</summary>
public static class ReferenceFields
{
    private const long Hour = 3_600_000;

    public static double MetricValue(Reading reading, string name)
    {
        var index = Metrics.Find(reading.Family, name)!.Index;
        return (reading.OutOfRange >> index & 1) == 1 ? double.NaN : reading.Values[index];
    }

    public static bool Compare(Comparison comparison, double value)
    {
        var other = comparison.Value is NumberLiteral number ? number.Value : double.NaN;
        return !double.IsNaN(value) && comparison.Operator switch
        {
            ConditionOperator.Eq => value == other,
            ConditionOperator.Ne => value != other,
            ConditionOperator.Gt => value > other,
            ConditionOperator.Lt => value < other,
            ConditionOperator.Gte => value >= other,
            ConditionOperator.Lte => value <= other,
            _ => ((ListLiteral)comparison.Value).Values.Any(one => one is NumberLiteral literal && literal.Value == value),
        };
    }

    public static double Value(FieldExpression field, Reading reading, IEnumerable<Reading> past)
    {
        if (field.Source == FieldSource.Thi)
        {
            var (t, h) = (MetricValue(reading, "temperature_c"), MetricValue(reading, "humidity_percent"));
            return 1.8 * t + 32 - (0.55 - 0.0055 * h) * (1.8 * t - 26);
        }

        var value = MetricValue(reading, field.Name);
        if (field.Function == FieldFunction.None)
        {
            return value;
        }

        var (now, span) = (reading.Time, (long)field.Window.TotalMilliseconds);
        (long Time, double Value)[] all =
            [.. past.Select(one => (one.Time, Value: MetricValue(one, field.Name))).Where(one => !double.IsNaN(one.Value))];
        double[] window = [.. all.Where(one => one.Time > now - span).Select(one => one.Value)];
        double[] hours =
            [.. all.Where(one => one.Time / Hour * Hour >= now - span && one.Time / Hour < now / Hour).Select(one => one.Value)];
        return field.Function switch
        {
            FieldFunction.Count => window.Length,
            FieldFunction.Sum => window.Sum(),
            FieldFunction.Avg => window.Length == 0 ? double.NaN : window.Sum() / window.Length,
            FieldFunction.Min => window.Length == 0 ? double.NaN : window.Min(),
            FieldFunction.Max => window.Length == 0 ? double.NaN : window.Max(),
            FieldFunction.StdDev => Spread(window),
            FieldFunction.Baseline => hours.Length == 0 ? double.NaN : hours.Average(),
            FieldFunction.Deviation => hours.Length < 24 || Spread(hours) < 1e-9 ? double.NaN : (value - hours.Average()) / Spread(hours),
            _ => Change(value, now, span, all, field.Function == FieldFunction.Rate),
        };
    }

    private static double Spread(double[] values)
        => values.Length < 2 ? double.NaN : Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Length - 1));

    private static double Change(double value, long now, long span, (long Time, double Value)[] all, bool isRate)
    {
        var before = all.Where(one => one.Time <= now - span && one.Time >= now - span - Hour).ToArray();
        var inside = all.Where(one => one.Time > now - span).ToArray();
        (long Time, double Value)? then = before.Length > 0
            ? before[^1]
            : inside.Length > 0 && now - inside[0].Time >= span / 2.0 ? inside[0] : null;
        return then is not { } found
            ? double.NaN
            : isRate ? (value - found.Value) / ((now - found.Time) / (double)Hour) : value - found.Value;
    }
}
