using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SmartDairy.Api;
using SmartDairy.Hosting;
using SmartDairy.Servers;

namespace SmartDairy.Compatibility.Tests.Running;

/// <summary>The API of this build, put together as its program does, inside the test's process: only there its clock can be told.</summary>
internal sealed class CurrentBuild : RunningDairy
{
    private readonly WebApplication _app;
    private readonly TimeProvider _clock;

    private CurrentBuild(WebApplication app, TimeProvider clock, int httpPort, int mqttPort)
    {
        (_app, _clock) = (app, clock);
        MqttPort = mqttPort;
        Reach(httpPort);
    }

    /// <summary>The time that the dairy believes.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <param name="clock">The time that the dairy believes.</param>
    /// <param name="mqttPort">Of the broker, embedded or outside.</param>
    /// <param name="arguments">Where data is, and the shape.</param>
    public static async Task<CurrentBuild> StartAsync(TimeProvider clock, int mqttPort, params string[] arguments)
    {
        var port = FreePort.Next();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = HostArguments.DisableConfigurationReload([.. Arguments(port, arguments), "--Logging:LogLevel:Default=Error"]),
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Services.AddSingleton(clock);
        var build = new CurrentBuild(ApiHost.Build(builder), clock, port, mqttPort);
        try
        {
            await build._app.StartAsync(TestContext.Current.CancellationToken);
            return build;
        }
        catch
        {
            await build.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops it in good order.</summary>
    public Task StopAsync() => _app.StopAsync(CancellationToken.None);

    public override async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _app.DisposeAsync();
        await base.DisposeAsync();
    }
}
