using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SmartDairy.Notifications.Tests.Servers;

/// <summary>A real server on 127.0.0.1 that records its requests and returns responses chosen by the test.</summary>
public sealed class TestHttpsServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestHttpsServer(WebApplication app, int port) => (_app, Port) = (app, port);

    public int Port { get; }

    public ConcurrentQueue<ReceivedRequest> Requests { get; } = new();

    /// <summary>Chooses the response; 200 with an empty body by default.</summary>
    public Func<ReceivedRequest, StubResponse> Respond { get; set; } = _ => new(200, "");

    /// <param name="authority">Authority of the server certificate; null for plain http.</param>
    public static async Task<TestHttpsServer> StartAsync(TestCertificateAuthority? authority)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRouting();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => Protect(listen, authority)));
        var app = builder.Build();
        TestHttpsServer? endpoint = null;
        app.Run(context => endpoint!.HandleAsync(context));
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        endpoint = new(app, new Uri(address).Port);
        return endpoint;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static void Protect(ListenOptions listen, TestCertificateAuthority? authority)
    {
        if (authority is not null)
        {
            listen.UseHttps(authority.Server);
        }
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var received = new ReceivedRequest(
            context.Request.Path,
            context.Request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray());
        Requests.Enqueue(received);
        var response = Respond(received);
        context.Response.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers ?? [])
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.WriteAsync(response.Body);
    }
}
