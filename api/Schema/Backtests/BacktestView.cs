using GraphQL;
using SmartDairy.Api.Schema.Alerts;
using SmartDairy.Contracts.Alerts.Backtests;
using SmartDairy.Contracts.Alerts.Outcomes;

namespace SmartDairy.Api.Schema.Backtests;

/// <summary>Result of evaluating one rule over past data.</summary>
[Name("Backtest")]
public sealed class BacktestView
{
    private readonly BacktestResult _result;

    private BacktestView(BacktestResult result) => _result = result;

    /// <summary>Number of readings the rule evaluated.</summary>
    public long Evaluated => _result.EvaluatedReadings;

    /// <summary>Alerts the rule would have raised, ordered by opening time; at most 10,000.</summary>
    public IEnumerable<AlertView> Alerts => _result.Alerts.Select(AlertView.Hypothetical);

    /// <summary>Number of alerts the rule would have raised, not limited to those listed.</summary>
    public long AlertCount => _result.AlertCount;

    /// <summary>Mean number of alerts per day of the span.</summary>
    public double PerDay => _result.AlertsPerDay;

    /// <summary>Number of alerts that would have been suppressed, by reason.</summary>
    public IEnumerable<BacktestSuppressionCountView> Refusals =>
        _result.SuppressedCounts.Select((count, reason) => new BacktestSuppressionCountView((SuppressionReason)reason, count))
        .Where(each => Enum.IsDefined(each.Reason));

    /// <summary>Ids of alerts that the compared rule would not have raised; null without a comparison.</summary>
    [Id]
    public IEnumerable<string>? Added => _result.AddedAlertIds;

    /// <summary>Alerts the compared rule would have raised and this rule would not; null without a comparison.</summary>
    public IEnumerable<AlertView>? Removed => _result.RemovedAlerts?.Select(AlertView.Hypothetical);

    /// <summary>Threshold that would have raised about the wanted number of alerts; null when none was requested.</summary>
    public ThresholdSuggestionView? Suggestion =>
        _result.Suggestion is { } found ? new(found.Field, found.Threshold, found.AlertsPerDay, found.Reason) : null;

    /// <summary>Limits of the backtest, one sentence each, such as conditions on data that is not kept in history.</summary>
    public IEnumerable<string> Notes => _result.Notes;

    internal static BacktestView From(BacktestResult result) => new(result);
}
