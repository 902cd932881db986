using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SmartDairy.Contracts.Intake;
using SmartDairy.Hosting.Configuration;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Hosting.Health;

/// <summary>Whether the queues of this silo are connected to the broker outside.</summary>
internal sealed class ExternalBrokerHealthCheck(
    [FromKeyedServices(IntakeStreams.ProviderName)] MqttBrokerSource source, SmartDairyOptions settings) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var queues = source.QueueStatuses;
        var connected = queues.Count(queue => queue.IsConnected);
        if (connected == queues.Count)
        {
            return Task.FromResult(HealthCheckResult.Healthy(string.Create(
                CultureInfo.InvariantCulture,
                $"{connected} queues of this silo are connected to {settings.Mqtt.Broker!.OriginalString}.")));
        }

        var why = queues.FirstOrDefault(queue => !queue.IsConnected)?.LastError ?? "not connected yet";
        return Task.FromResult(HealthCheckResult.Unhealthy(string.Create(
            CultureInfo.InvariantCulture,
            $"{connected} of this silo's {queues.Count} queues are connected to {settings.Mqtt.Broker!.OriginalString}: {why}")));
    }
}
