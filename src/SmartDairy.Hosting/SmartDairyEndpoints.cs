using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using MQTTnet.AspNetCore;
using Orleans.Dashboard;
using SmartDairy.Hosting.Broker;
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
        endpoints.MapConnectionHandler<BrokerConnectionHandler>("/mqtt", options =>
            options.WebSockets.SubProtocolSelector = MqttSubProtocolSelector.SelectSubProtocol).AllowAnonymous();
        return endpoints;
    }

    /// <summary>
    /// <c>/health/live</c> and <c>/health/ready</c> for anyone; <c>/metrics</c> for scrapers; the Orleans dashboard at <c>/dashboard</c>
    /// for users who are logged in; and <see cref="MapSmartDairyMqtt"/>.
    /// </summary>
    public static IEndpointRouteBuilder MapSmartDairy(this IEndpointRouteBuilder endpoints)
    {
        HealthEndpoints.Map(endpoints);
        endpoints.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous();
        endpoints.MapOrleansDashboard("/dashboard").RequireAuthorization();
        return endpoints.MapSmartDairyMqtt();
    }
}
