using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MQTTnet;
using MQTTnet.Protocol;
using Orleans.Streams;
using SmartDairy.Broker.Embedded;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Intake;
using SmartDairy.History;
using SmartDairy.History.Ledger;
using SmartDairy.History.Registry;
using SmartDairy.Protocol.Topics;
using SmartDairy.Security.Devices;

namespace SmartDairy.Hosting.Tests;

public sealed class SiloTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("smartdairy-").FullName;
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mqtt:Port"] = "0",
            ["Cluster:SiloPort"] = "0",
            ["Cluster:GatewayPort"] = "0",
            ["Data:Directory"] = _directory,
            ["urls"] = "http://127.0.0.1:0",
            ["Logging:LogLevel:Default"] = "Error",
        });
        builder.AddSmartDairySilo();
        builder.Services.AddAuthentication("None").AddScheme<AuthenticationSchemeOptions, AnonymousAuthenticationHandler>("None", null);
        builder.Services.AddAuthorization();
        _app = builder.Build();
        _app.UseWebSockets();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapSmartDairy();
        await _app.StartAsync(BrokerHost.TestTimeout);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_whole_process_takes_a_reading_through_the_stream_sends_a_command_and_says_that_it_is_well()
    {
        var registry = _app.Services.GetRequiredService<IRegistry>();
        var secret = DeviceSecret.Generate();
        var device = new DeviceRegistration
        {
            Id = "ENV-1",
            FarmId = 1,
            Type = DeviceType.EnvironmentalSensor,
            BarnId = 1,
            ZoneId = 2,
            TopicPrefix = "dairy/farm/1/barn/1/zone/2/sensor/ENV-1",
        };
        Assert.True(await registry.AddFarmAsync(new FarmSnapshot(1, "Home", "Europe/Berlin"), BrokerHost.TestTimeout));
        Assert.Empty(await registry.AddDevicesAsync([new DeviceRow(device, DeviceSecret.Hash(secret))], BrokerHost.TestTimeout));

        using var client = new MqttClientFactory().CreateMqttClient();
        var commands = new TaskCompletionSource<string>();
        client.ApplicationMessageReceivedAsync += args =>
        {
            commands.TrySetResult(args.ApplicationMessage.ConvertPayloadToString());
            return Task.CompletedTask;
        };
        var port = _app.Services.GetRequiredService<EmbeddedBrokerEndpoint>().Port;
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithClientId("ENV-1")
            .WithCredentials("ENV-1", secret).Build(), BrokerHost.TestTimeout);

        var published = await client.PublishAsync(
            new MqttApplicationMessageBuilder().WithTopic(DeviceTopics.TelemetryTopic(device))
            .WithPayload("""{"readings":{"temperature_c":20.5}}""")
                .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build(), BrokerHost.TestTimeout);
        Assert.True(published.IsSuccess, published.ReasonString);

        Assert.Equal(1, (await _app.Services.GetRequiredService<IHistory>().GetFarmMessageCountsAsync(1, BrokerHost.TestTimeout)).Stored);
        Assert.Equal((1L, 0L), _app.Services.GetRequiredService<IntakeLedger>().GetTotals());

        await client.SubscribeAsync(DeviceTopics.CommandTopic(device), MqttQualityOfServiceLevel.AtLeastOnce, BrokerHost.TestTimeout);
        var stream = _app.Services.GetRequiredKeyedService<IStreamProvider>(IntakeStreams.ProviderName)
            .GetStream<OutboundMessage>(StreamId.Create(IntakeStreams.OutboundNamespace, "ENV-1"));
        await stream.OnNextAsync(new OutboundMessage(DeviceTopics.CommandTopic(device), "go"u8.ToArray()));
        Assert.Equal("go", await commands.Task.WaitAsync(BrokerHost.TestTimeout));

        using var http = new HttpClient { BaseAddress = new Uri(_app.Urls.First(url => new Uri(url).Port != port)) };
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live", BrokerHost.TestTimeout)).StatusCode);
        var ready = JsonDocument.Parse(await http.GetStringAsync("/health/ready", BrokerHost.TestTimeout)).RootElement;
        Assert.Equal("healthy", ready.GetProperty("status").GetString());
        Assert.Equal(["broker", "history", "silo"], ready.GetProperty("parts").EnumerateObject().Select(part => part.Name).Order());
        Assert.Contains(
            "smartdairy_messages_received", await http.GetStringAsync("/metrics", BrokerHost.TestTimeout), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/dashboard", BrokerHost.TestTimeout)).StatusCode);
    }

    private sealed class AnonymousAuthenticationHandler(
        Microsoft.Extensions.Options.IOptionsMonitor<AuthenticationSchemeOptions> options,
        Microsoft.Extensions.Logging.ILoggerFactory logger,
        System.Text.Encodings.Web.UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());
    }
}
