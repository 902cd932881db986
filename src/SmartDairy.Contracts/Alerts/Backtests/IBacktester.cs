namespace SmartDairy.Contracts.Alerts.Backtests;

/// <summary>Tries rules on the past, with the code that runs live. Raises nothing.</summary>
public interface IBacktester
{
    /// <summary>One result a rule. Refused with INVALID_ARGUMENT when a rule or the range is wrong.</summary>
    /// <exception cref="Refusals.RefusedException">The request makes no sense.</exception>
    Task<IReadOnlyList<BacktestResult>> RunAsync(BacktestRequest request, IProgress<double>? progress, CancellationToken cancellationToken);
}
