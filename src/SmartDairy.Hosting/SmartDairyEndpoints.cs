using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MQTTnet.AspNetCore;
using Orleans.Dashboard;
using SmartDairy.Broker.Connections;
using SmartDairy.Hosting.Configuration;
using SmartDairy.Hosting.Health;

namespace SmartDairy.Hosting;

/// <summary>The HTTP side of a Smart Dairy process.</summary>
public static class SmartDairyEndpoints
{
    /// <summary>
    /// MQTT over WebSocket at <c>/mqtt</c>. The TCP port needs no mapping. Needs <c>app.UseWebSockets()</c> before it.
    /// </summary>
    public static IEndpointRouteBuilder MapSmartDairyMqtt(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapConnectionHandler<DeviceConnectionHandler>("/mqtt", options =>
            options.WebSockets.SubProtocolSelector = MqttSubProtocolSelector.SelectSubProtocol).AllowAnonymous();
        return endpoints;
    }

    /// <summary>
    /// <c>/health/live</c> and <c>/health/ready</c> for anyone; <c>/metrics</c> for scrapers; where this process has them, the Orleans
    /// dashboard at <c>/dashboard</c> for users who are logged in, and <see cref="MapSmartDairyMqtt"/>.
    /// </summary>
    public static IEndpointRouteBuilder MapSmartDairy(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapSmartDairyHealth();
        var settings = endpoints.ServiceProvider.GetRequiredService<SmartDairyOptions>();
        if (settings.Cluster.Mode != ClusterMode.Client)
        {
            endpoints.MapOrleansDashboard("/dashboard").RequireAuthorization();
        }

        return settings.Cluster.Mode != ClusterMode.Client && settings.Mqtt.Broker is null ? endpoints.MapSmartDairyMqtt() : endpoints;
    }

    /// <summary><c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c> alone: all that a headless silo serves.</summary>
    public static IEndpointRouteBuilder MapSmartDairyHealth(this IEndpointRouteBuilder endpoints)
    {
        HealthEndpoints.Map(endpoints);
        endpoints.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous();
        return endpoints;
    }
}
