using Microsoft.Extensions.Diagnostics.HealthChecks;
using SmartDairy.History;

namespace SmartDairy.Hosting.Health;

/// <summary>Whether readings can be stored.</summary>
internal sealed class HistoryHealth(IHistory history) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await history.ProbeAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy($"Readings can be stored: {history.Kind}.");
        }
        catch (HistoryUnavailableException error)
        {
            return HealthCheckResult.Unhealthy(error.Message);
        }
    }
}
