using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SmartDairy.Contracts.Cluster;

namespace SmartDairy.Hosting.Health;

/// <summary>Whether a node without a silo reaches the silos.</summary>
internal sealed class ClusterHealthCheck(IGrainFactory grains) : IHealthCheck
{
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var silos = await grains.GetGrain<IClusterGrain>(0).ListSilosAsync().WaitAsync(CheckTimeout, cancellationToken)
                .ConfigureAwait(false);
            return silos.Count > 0
                ? HealthCheckResult.Healthy(string.Create(CultureInfo.InvariantCulture, $"{silos.Count} silos are active."))
                : HealthCheckResult.Unhealthy("No silo is active.");
        }
        catch (Exception error) when (error is TimeoutException or OrleansException)
        {
            return HealthCheckResult.Unhealthy($"No silo answers: {error.Message}");
        }
    }
}
