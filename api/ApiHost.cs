using SmartDairy.Api.Demo;
using SmartDairy.Api.Home;
using SmartDairy.Api.Rest.Acknowledge;
using SmartDairy.Api.Rest.Certificates;
using SmartDairy.Api.Rest.Icar;
using SmartDairy.Api.Schema;
using SmartDairy.Api.Schema.Devices;
using SmartDairy.Api.Security;
using SmartDairy.Broker.Embedded;
using SmartDairy.Hosting;
using SmartDairy.Hosting.Configuration;

namespace SmartDairy.Api;

/// <summary>Puts the API process together: silo or client, broker and store from Hosting, GraphQL and the demo from here.</summary>
internal static class ApiHost
{
    private const string DefaultUrl = "http://localhost:8080";

    /// <returns>0, 1 when a health check failed, or 2 when the configuration is wrong.</returns>
    public static Task<int> RunAsync(string[] args) => SmartDairyProgram.RunAsync(args, DefaultUrl, Build);

    /// <summary>Everything but running it; the services that the builder already has, such as a clock, are left as they are.</summary>
    internal static WebApplication Build(WebApplicationBuilder builder)
    {
        var settings = builder.AddSmartDairy();
        builder.Services.AddApiSecurity(builder.Configuration["Security:BootstrapApiKey"], settings.DataDirectory);
        builder.Services.AddSmartDairyGraphQL(builder.Configuration);
        builder.Services.AddIcar();
        builder.Services.AddSingleton(services => ResolveBrokerAddress(settings, builder.Configuration["Mqtt:PublicHost"], services));
        if (IsDemo(settings, builder.Configuration))
        {
            builder.Services.AddHostedService<DemoFarm>();
        }

        builder.Services.AddHostedService<StartupBanner>();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapSmartDairy();
        app.MapHome(settings.Cluster.Mode.ToString().ToLowerInvariant(), IsDemo(settings, builder.Configuration));
        app.MapSmartDairyGraphQL();
        app.MapAcknowledgePage();
        app.MapIcar();
        app.MapCertificates();
        return app;
    }

    /// <summary>
    /// The demo is a farm to look at for someone who just started it: where several processes share a cluster nobody asked for one.
    /// </summary>
    public static bool IsDemo(SmartDairyOptions settings, IConfiguration configuration)
        => settings.Cluster.Mode == ClusterMode.Embedded && settings.Mqtt.Broker is null && configuration.GetValue("Demo:Enabled", true);

    private static BrokerAddress ResolveBrokerAddress(SmartDairyOptions settings, string? publicHost, IServiceProvider services)
        => settings.Mqtt.Broker is { } outside
            ? new(publicHost ?? outside.Host, outside.Port > 0 ? outside.Port : outside.Scheme == "mqtts" ? 8883 : 1883)
            : new(publicHost ?? "localhost", services.GetService<EmbeddedBrokerEndpoint>()?.Port ?? settings.Mqtt.Port);
}
