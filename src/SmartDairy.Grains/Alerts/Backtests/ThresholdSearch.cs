using System.Globalization;
using SmartDairy.Contracts.Alerts.Backtests;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History;

namespace SmartDairy.Grains.Alerts.Backtests;

/// <summary>
/// Searches a threshold with about the wanted number of alerts by evaluating many thresholds over the same history at once.
/// </summary>
internal static class ThresholdSearch
{
    private const int Candidates = 40;
    private const int MinSamples = 50;

    /// <summary>A sample for the values that thresholds are chosen from; null when the rule has no threshold of a plain metric.</summary>
    public static ValueSample? CreateSample(RuleDefinition rule)
        => FindThresholdCondition(rule) is { } index ? new ValueSample(MetricName(rule.Conditions[index].Field)) : null;

    /// <summary>Suggests a threshold.</summary>
    /// <param name="wanted">The wanted number of alerts a day.</param>
    /// <param name="sample">The values of the metric in the period; null when the rule has no threshold.</param>
    /// <param name="now">The number of alerts a day with the rule as it is.</param>
    /// <param name="days">The length of the period in days.</param>
    public static async Task<ThresholdSuggestion> FindAsync(
        IHistory history,
        BacktestFarm farm,
        BacktestRequest request,
        double wanted,
        ValueSample? sample,
        double now,
        double days,
        CancellationToken cancellationToken)
    {
        var rule = request.Rules[0];
        if (FindThresholdCondition(rule) is not { } index || sample is null)
        {
            return new(
                "", null, null, "The rule has no condition that compares a plain metric with a number, so there is no threshold to move.");
        }

        var field = rule.Conditions[index].Field;
        if (sample.Count < MinSamples)
        {
            return new(field, null, null, $"There are only {sample.Count} values of {field} in that time: too few to choose from.");
        }

        var steps = sample.Quantiles(Candidates);
        var rules =
            steps.Select((step, i) => Backtester.CreateRule($"try-{i}", request.FarmId, WithThreshold(rule, index, step), request.From))
            .ToList();
        var run = new BacktestRun(history, farm, rules, request.From, request.To, null);
        await run.RunAsync(null, cancellationToken);
        var tried = steps.Select((step, i) => (Threshold: step, run.Result(rules[i], days).AlertsPerDay)).ToList();

        // The most alerts that do not exceed the wanted number; of equal thresholds the one that is hardest to reach.
        var fitting = tried.Where(candidate => candidate.AlertsPerDay <= wanted).ToList();
        if (fitting.Count == 0)
        {
            return new(field, null, null, FormattableString.Invariant(
                $"No threshold within what was measured gives {wanted:0.##} alerts a day or fewer; now it is {now:0.##}."));
        }

        var alertsPerDay = fitting.Max(candidate => candidate.AlertsPerDay);
        var upward = rule.Conditions[index].Operator is ConditionOperator.Gt or ConditionOperator.Gte;
        var best = fitting.Where(candidate => candidate.AlertsPerDay == alertsPerDay);
        var chosen = upward ? best.MinBy(candidate => candidate.Threshold) : best.MaxBy(candidate => candidate.Threshold);
        return new(
            field, chosen.Threshold, chosen.AlertsPerDay,
            FormattableString.Invariant(
                $"With {chosen.Threshold:0.###} there would have been {chosen.AlertsPerDay:0.##} alerts a day; {wanted:0.##} are wanted, and now it is {now:0.##}."));
    }

    /// <summary>The first condition that compares a plain metric with a number.</summary>
    private static int? FindThresholdCondition(RuleDefinition rule)
    {
        for (var i = 0; i < rule.Conditions.Count; i++)
        {
            var condition = rule.Conditions[i];
            if (condition.Operator is ConditionOperator.Gt or ConditionOperator.Gte or ConditionOperator.Lt or ConditionOperator.Lte
                && condition.Field.IndexOfAny(['(', ' ']) < 0)
            {
                return i;
            }
        }

        return null;
    }

    private static string MetricName(string field) => field[(field.LastIndexOf('.') + 1)..];

    private static RuleDefinition WithThreshold(RuleDefinition rule, int index, double threshold)
    {
        var conditions = rule.Conditions.ToArray();
        conditions[index] = conditions[index] with { Value = threshold.ToString("R", CultureInfo.InvariantCulture) };
        return rule with { Conditions = conditions };
    }
}
