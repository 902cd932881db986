using System.Text.Json;
using Xunit;

namespace SmartDairy.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("bench ingest --devices 0")]
    [InlineData("bench ingest --only throughput,nonsense")]
    [InlineData("bench ingest --seconds many")]
    [InlineData("bench history --rows 0")]
    [InlineData("simulate --key k --days 31")]
    [InlineData("simulate --key k --speed -1")]
    [InlineData("simulate --key k --faults late=2")]
    [InlineData("simulate --key k --faults moody=0.1")]
    [InlineData("simulate --key k --url ftp://farm")]
    [InlineData("simulate --key k --cows 0")]
    [InlineData("simulate --key k --mqtt host:port")]
    [InlineData("bench ingest --url http://127.0.0.1:1")]
    [InlineData("bench ingest --api /no/such.dll")]
    [InlineData("bench server --silos 0")]
    [InlineData("bench server --build /nowhere")]
    [InlineData("cluster --silos 0")]
    [InlineData("cluster --build /nowhere")]
    [InlineData("faults earthquake")]
    [InlineData("faults silo-killed --rounds 0")]
    [InlineData("bench alerts --rules 2")]
    [InlineData("bench alerts --only nonsense")]
    [InlineData("bench alerts --connections 10")]
    [InlineData("bench alerts --api /no/such.dll")]
    [InlineData("rules load --farm 1 --key k")]
    [InlineData("rules load a.yaml --defaults --farm 1 --key k")]
    [InlineData("rules load /no/such.yaml --farm 1 --key k")]
    [InlineData("rules load --defaults --key k")]
    [InlineData("rules list --farm 0 --key k")]
    [InlineData("rules show x --key k")]
    [InlineData("rules backtest --farm 1 --key k")]
    [InlineData("rules backtest --farm 1 --key k --rule x --days 0")]
    [InlineData("alerts list --farm 1 --key k --state over")]
    [InlineData("alerts ack --key k")]
    [InlineData("alerts ack --all --key k")]
    [InlineData("evaluate --cows 9")]
    [InlineData("evaluate --days 29")]
    [InlineData("evaluate --seeds 9-1")]
    [InlineData("evaluate --seeds some")]
    [InlineData("evaluate --detectors heat,milk")]
    [InlineData("evaluate --parameters /no/such.json")]
    [InlineData("evaluate --noise 11")]
    [InlineData("bench herd --cows 9")]
    [InlineData("bench herd --cores 0")]
    [InlineData("milk")]
    public async Task A_wrong_command_line_prints_the_reason_and_returns_2(string line)
    {
        var (code, output, error) = await RunAsync(line);
        Assert.Equal(ExitCodes.Usage, code);
        Assert.Equal("", output);
        Assert.NotEqual("", error);
    }

    [Theory]
    [InlineData("--help", "Exit codes:")]
    [InlineData("simulate --help", "Examples:")]
    [InlineData("evaluate --help", "Examples:")]
    [InlineData("bench herd --help", "Examples:")]
    [InlineData("doctor --help", "Examples:")]
    [InlineData("bench ingest --help", "Examples:")]
    [InlineData("bench history --help", "Examples:")]
    [InlineData("bench server --help", "Examples:")]
    [InlineData("cluster --help", "Examples:")]
    [InlineData("faults --help", "silo-killed")]
    [InlineData("bench alerts --help", "Examples:")]
    [InlineData("rules load --help", "Examples:")]
    [InlineData("rules backtest --help", "Examples:")]
    public async Task Help_has_examples_or_exit_codes(string line, string expected)
    {
        var (code, output, _) = await RunAsync(line);
        Assert.Equal(ExitCodes.Success, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_hides_the_bare_broker() =>
        Assert.DoesNotContain("broker ", (await RunAsync("bench --help")).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Simulating_without_a_server_returns_3()
    {
        var (code, _, error) = await RunAsync("simulate --key k --url http://127.0.0.1:1");
        Assert.Equal(ExitCodes.Unreachable, code);
        Assert.Contains("does not answer", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_without_a_server_fails_with_advice()
    {
        var (code, output, _) = await RunAsync("doctor --url http://127.0.0.1:1 --mqtt 127.0.0.1:1");
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("fail  api", output, StringComparison.Ordinal);
        Assert.Contains("fail  mqtt", output, StringComparison.Ordinal);
        Assert.Contains("→", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_prints_JSON()
    {
        var (_, output, _) = await RunAsync("doctor --url http://127.0.0.1:1 --mqtt 127.0.0.1:1 --json");
        using var json = JsonDocument.Parse(output);
        var checks = json.RootElement.EnumerateArray()
            .ToDictionary(check => check.GetProperty("name").GetString()!, check => check.GetProperty("verdict").GetString());
        Assert.Equal(("ok", "fail", "fail"), (checks["runtime"], checks["api"], checks["mqtt"]));
        Assert.Contains("data", checks.Keys);
        Assert.Contains("disk", checks.Keys);
    }

    [Fact]
    public async Task A_data_directory_without_write_access_fails()
    {
        var (_, output, _) = await RunAsync("doctor --url http://127.0.0.1:1 --mqtt 127.0.0.1:1 --data /proc/smartdairy");
        Assert.Contains("fail  data", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(line.Split(' '), output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
