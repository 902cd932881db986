using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SmartDairy.Broker.Connections;
using SmartDairy.Broker.Embedded;

namespace SmartDairy.Hosting.Health;

/// <summary>Whether devices can connect.</summary>
internal sealed class EmbeddedBrokerHealthCheck(EmbeddedBroker broker, EmbeddedBrokerEndpoint endpoint, LiveConnections live) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(broker.IsListening
            ? HealthCheckResult.Healthy(string.Create(
                CultureInfo.InvariantCulture, $"The broker listens on port {endpoint.Port}; {live.Count} devices are connected."))
            : HealthCheckResult.Unhealthy("The broker does not listen."));
}
