using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SmartDairy.Hosting.Telemetry;

/// <summary>Metrics and traces, by OpenTelemetry.</summary>
internal static class OpenTelemetryComposition
{
    /// <summary>
    /// Where traces and metrics are sent to, as OpenTelemetry names it everywhere; unset: only <c>/metrics</c> is served.
    /// </summary>
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(IServiceCollection services, IConfiguration configuration)
    {
        var send = !string.IsNullOrWhiteSpace(configuration[OtlpEndpoint]);
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("smartdairy"))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter("SmartDairy", "SmartDairy.Streaming.Mqtt", "SmartDairy.GraphQL", "Microsoft.Orleans")
                    .AddAspNetCoreInstrumentation()
                    .AddRuntimeInstrumentation();
                metrics.AddPrometheusExporter();
                if (send)
                {
                    metrics.AddOtlpExporter();
                }
            })
            .WithTracing(traces =>
            {
                traces.AddSource("SmartDairy", "SmartDairy.GraphQL", "Microsoft.Orleans.*");
                traces.AddAspNetCoreInstrumentation();
                if (send)
                {
                    traces.AddOtlpExporter();
                }
            });
    }
}
