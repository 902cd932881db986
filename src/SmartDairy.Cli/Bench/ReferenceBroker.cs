using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MQTTnet.AspNetCore;
using MQTTnet.Server;

namespace SmartDairy.Cli.Bench;

/// <summary>
/// A broker on the same library and transport as the product's that accepts any client, acknowledges at once and discards messages: the
/// upper bound of this machine without the product's work.
/// </summary>
internal static class ReferenceBroker
{
    /// <summary>Prints the port on a separate line once the broker listens.</summary>
    public static async Task<int> RunAsync(int port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, port, listen => listen.UseMqtt()));
        builder.Services.AddHostedMqttServer(options => options.WithoutDefaultEndpoint());
        builder.Services.AddMqttConnectionHandler();
        builder.Services.AddConnections();
        await using var app = builder.Build();
        var server = app.Services.GetRequiredService<MqttServer>();
        server.InterceptingPublishAsync += args =>
        {
            args.ProcessPublish = false;
            return Task.CompletedTask;
        };
        await app.StartAsync(cancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Console.WriteLine(new Uri(address).Port);
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Success;
    }
}
