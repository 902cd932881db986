namespace SmartDairy.Contracts.Alerts.Backtests;

/// <summary>Evaluates rules against stored readings with the code that runs live. Raises no alerts.</summary>
public interface IBacktester
{
    /// <summary>Runs a backtest and returns one result per rule.</summary>
    /// <param name="progress">Receives the number of readings scanned so far; null when not needed.</param>
    /// <exception cref="Refusals.RefusedException">INVALID_ARGUMENT: a rule or the period is invalid.</exception>
    Task<IReadOnlyList<BacktestResult>> RunAsync(BacktestRequest request, IProgress<double>? progress, CancellationToken cancellationToken);
}
