using System.Text.Json;
using SmartDairy.Simulator;
using Xunit;

namespace SmartDairy.Cli.Tests;

public sealed class CommandsAgainstServerTests
{
    [Fact]
    public async Task Simulate_registers_the_farm_and_sends_its_days()
    {
        await using var server = await FakeApiServer.StartAsync();
        var (code, _, error) =
            await RunAsync(
                $"simulate --url {server.Url} --key|{FakeApiServer.Key}|--mqtt 127.0.0.1:{server.MqttPort} --farm 7 --cows 10 --days 0.5");
        Assert.True(code == ExitCodes.Success, error);
        Assert.Equal(SimulatedHerd.Create(new SimulatedHerdOptions { FarmId = 7, Cows = 10 }).Devices.Count, server.Devices);
        Assert.Contains($"{server.Received:N0} messages acknowledged", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passwords_are_reused_from_the_credentials_file()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "farm.json");
        await using var server = await FakeApiServer.StartAsync();
        var line =
            $"simulate --url {server.Url} --key|{FakeApiServer.Key}|--mqtt 127.0.0.1:{server.MqttPort} --cows 5 --days 0.1 --credentials {file}";
        Assert.Equal(ExitCodes.Success, (await RunAsync(line)).Code);
        var (code, _, error) = await RunAsync(line);
        Assert.Equal(ExitCodes.Success, code);
        Assert.DoesNotContain("registering", error, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public async Task A_wrong_key_returns_4()
    {
        await using var server = await FakeApiServer.StartAsync();
        var (code, _, error) = await RunAsync($"simulate --url {server.Url} --key wrong --mqtt 127.0.0.1:{server.MqttPort}");
        Assert.Equal(ExitCodes.Denied, code);
        Assert.Contains("Who are you?", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_reports_the_unhealthy_part()
    {
        await using var server = await FakeApiServer.StartAsync();
        var (code, output, _) = await RunAsync($"doctor --url {server.Url} --key|{FakeApiServer.Key}|--mqtt 127.0.0.1:{server.MqttPort}");
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Equal(["ready"], output.Split('\n').Where(line => line.StartsWith("fail", StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));
        Assert.Contains("history: disk full", output, StringComparison.Ordinal);
        Assert.Contains("sees 3 farms", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_benchmark_measures_every_phase()
    {
        await using var server = await FakeApiServer.StartAsync();
        var rows = await BenchAsync(server, "throughput,latency,push,queries,devices");
        Assert.Superset(
            new HashSet<string>
            { "throughput", "readings", "ack_p99", "push_p99", "latest_p95", "week_p95", "memory_per_device", "throughput_ratio",
                "ledger_open" },
            rows.Keys.ToHashSet());
        Assert.All(rows.Values, row => Assert.Equal(JsonValueKind.Number, row.GetProperty("value").ValueKind));
        Assert.True(rows["acknowledged_not_stored"].GetProperty("passed").GetBoolean());
    }

    [Fact]
    public async Task The_benchmark_fails_when_an_acknowledged_message_is_not_stored()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.UnstoredMessages = 1;
        var rows = await BenchAsync(server, "throughput");
        Assert.False(rows["acknowledged_not_stored"].GetProperty("passed").GetBoolean());
        Assert.Equal(1, rows["acknowledged_not_stored"].GetProperty("value").GetDouble());
    }

    private static async Task<Dictionary<string, JsonElement>> BenchAsync(FakeApiServer server, string phases)
    {
        var (_, output, error) = await RunAsync(
            $"bench ingest --url {server.Url} --key|{FakeApiServer.Key}|--mqtt 127.0.0.1:{server.MqttPort} --pid {Environment.ProcessId} "
            + $"--devices 20 --many 60 --connections 4 --seconds 2 --json --only {phases}");
        Assert.True(output.Length > 0, error);
        using var json = JsonDocument.Parse(output);
        return json.RootElement.GetProperty("rows").EnumerateArray()
            .ToDictionary(row => row.GetProperty("name").GetString()!, row => row.Clone());
    }

    // Bars delimit an argument that contains spaces.
    private static async Task<(int Code, string Output, string Error)> RunAsync(string line)
    {
        var args = line.Split('|') switch
        {
            [var before, var key, var after] => [.. before.Split(' '), key, .. after.Split(' ')],
            _ => line.Split(' '),
        };
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, output, TextWriter.Synchronized(error), TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
