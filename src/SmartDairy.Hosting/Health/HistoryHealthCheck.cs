using Microsoft.Extensions.Diagnostics.HealthChecks;
using SmartDairy.History;

namespace SmartDairy.Hosting.Health;

/// <summary>Whether readings can be stored.</summary>
internal sealed class HistoryHealthCheck(IHistory history, TimeProvider time) : IHealthCheck
{
    // The store retries against a database that hangs for minutes; a health check must answer sooner.
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(CheckTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await history.ProbeAsync(either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            return HealthCheckResult.Healthy($"Readings can be stored: {history.Description}.");
        }
        catch (HistoryUnavailableException error)
        {
            return HealthCheckResult.Unhealthy(error.Message);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"The store did not answer within {CheckTimeout.TotalSeconds:F0} s.");
        }
    }
}
