using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SmartDairy.Hosting.Health;

/// <summary>Whether the silo of this process is a member of the cluster.</summary>
internal sealed class SiloHealthCheck(ISiloStatusOracle silos) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(silos.CurrentStatus == SiloStatus.Active
            ? HealthCheckResult.Healthy("The silo is active.")
            : HealthCheckResult.Unhealthy($"The silo is {silos.CurrentStatus}."));
}
