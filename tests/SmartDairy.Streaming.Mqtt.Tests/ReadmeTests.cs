using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Streams;
using Orleans.Streams.Core;
using Xunit;

namespace SmartDairy.Streaming.Mqtt.Tests;

/// <summary>The README's example, which is the text between the markers below.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public async Task The_example_runs()
    {
        var output = new StringWriter();
        await ExampleAsync(output);
        Assert.Equal("shard took hello/world: hi\nacknowledged: Success\n", output.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_readme_shows_it()
    {
        var readme = Read("src/SmartDairy.Streaming.Mqtt/README.md");
        var source = Read("tests/SmartDairy.Streaming.Mqtt.Tests/ReadmeTests.cs");
        foreach (var part in source.Split("// <example>\n")[1..].Select(p => p.Split("// </example>\n")[0]))
        {
            foreach (var line in part.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0))
            {
                Assert.Contains(line, readme, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void The_brokers_example_configures_a_provider()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.UseOrleans(UseBroker);
        using var host = builder.Build();
        var options = host.Services.GetRequiredService<IOptionsMonitor<MqttBrokerOptions>>().Get("farm");
        Assert.Equal(["dairy/#"], options.TopicFilters);
        Assert.Same(
            host.Services.GetRequiredKeyedService<MqttBrokerSource>("farm"), host.Services.GetRequiredKeyedService<IMqttSource>("farm"));
        Assert.Same(host.Services.GetRequiredKeyedService<MqttBrokerPublisher>("farm"),
            host.Services.GetRequiredKeyedService<IMqttPublisher>("farm"));
    }

    private static void UseBroker(ISiloBuilder silo)
    {
        // <example>
        silo.AddMqttStreams("farm", streams => streams.UseBroker(broker =>
        {
            broker.Broker = new Uri("mqtts://broker.example:8883");
            broker.TopicFilters = ["dairy/#"];
            broker.CaFile = "/etc/smartdairy/ca.pem";
            broker.CertificateFile = "/etc/smartdairy/silo.pem";
            broker.KeyFile = "/etc/smartdairy/silo.key";
        }));
        // </example>
    }

    private static string Read(string path)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "SmartDairy.Orleans.sln")))
        {
            root = root.Parent!;
        }

        return File.ReadAllText(Path.Combine(root.FullName, path));
    }

    private static async Task ExampleAsync(TextWriter console)
    {
        // <example>
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton(console);
        builder.UseOrleans(silo => silo.UseLocalhostClustering().AddMqttStreams("example", options => options.StreamNamespace = "example"));
        using var host = builder.Build();
        await host.StartAsync();

        // A broker in this process does this for each publish that it receives.
        var source = host.Services.GetRequiredKeyedService<InProcessMqttSource>("example");
        var publish = new ExamplePublish("hello/world", "hi"u8.ToArray());
        await source.EnqueueAsync(publish);
        console.WriteLine($"acknowledged: {await publish.Acknowledged.Task}");
        await host.StopAsync();
        // </example>
    }
}

// <example>
public interface IExampleShard : IGrainWithIntegerKey;

[ImplicitStreamSubscription("example")]
public sealed class ExampleShard(TextWriter console) : Grain, IExampleShard, IStreamSubscriptionObserver, IAsyncBatchObserver<MqttMessage>
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<MqttMessage>().ResumeAsync((IAsyncBatchObserver<MqttMessage>)this);

    public Task OnNextAsync(IList<SequentialItem<MqttMessage>> items)
    {
        // First store them durably, all in one commit; then acknowledge.
        foreach (var message in items.Select(item => item.Item))
        {
            console.WriteLine($"shard took {message.Topic}: {Encoding.UTF8.GetString(message.Payload.Span)}");
            message.Acknowledge();
        }

        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}

/// <summary>A source's own delivery: how it acknowledges.</summary>
public sealed class ExamplePublish(string topic, byte[] payload)
    : MqttDelivery(topic, payload, receivedAt: 0, principal: null, qualityOfService: 1)
{
    public TaskCompletionSource<MqttSettlement> Acknowledged { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override void OnSettled(MqttSettlement outcome) => Acknowledged.TrySetResult(outcome);
}
// </example>
