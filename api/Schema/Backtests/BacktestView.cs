using GraphQL;
using SmartDairy.Api.Schema.Alerts;
using SmartDairy.Contracts.Alerts.Backtests;
using SmartDairy.Contracts.Alerts.Outcomes;

namespace SmartDairy.Api.Schema.Backtests;

/// <summary>What a rule would have done.</summary>
[Name("Backtest")]
public sealed class BacktestView
{
    private readonly BacktestResult _result;

    private BacktestView(BacktestResult result) => _result = result;

    /// <summary>Readings that the rule looked at.</summary>
    public long Evaluated => _result.EvaluatedReadings;

    /// <summary>Those it would have raised, by the time they opened; at most 10,000.</summary>
    public IEnumerable<AlertView> Alerts => _result.Alerts.Select(AlertView.Hypothetical);

    /// <summary>How many it would have raised.</summary>
    public long AlertCount => _result.AlertCount;

    /// <summary>Alerts a day.</summary>
    public double PerDay => _result.AlertsPerDay;

    /// <summary>How often something kept an alert away, by reason.</summary>
    public IEnumerable<BacktestSuppressionCountView> Refusals =>
        _result.SuppressedCounts.Select((count, reason) => new BacktestSuppressionCountView((SuppressionReason)reason, count)).Where(each => Enum.IsDefined(each.Reason));

    /// <summary>Ids of those that the rule it was compared with would not have raised; null when it was compared with none.</summary>
    [Id]
    public IEnumerable<string>? Added => _result.AddedAlertIds;

    /// <summary>What the other rule raised and this one would not; null when it was compared with none.</summary>
    public IEnumerable<AlertView>? Removed => _result.RemovedAlerts?.Select(AlertView.Hypothetical);

    /// <summary>A threshold that would have given about the wanted number of alerts; null when none was asked for.</summary>
    public ThresholdSuggestionView? Suggestion =>
        _result.Suggestion is { } found ? new(found.Field, found.Threshold, found.AlertsPerDay, found.Reason) : null;

    /// <summary>What the past cannot tell, in sentences.</summary>
    public IEnumerable<string> Notes => _result.Notes;

    internal static BacktestView From(BacktestResult result) => new(result);
}
