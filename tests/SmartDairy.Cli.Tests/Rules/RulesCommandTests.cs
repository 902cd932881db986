using System.Text.Json;
using SmartDairy.Rules.Yaml;
using Xunit;

namespace SmartDairy.Cli.Tests.Rules;

public sealed class RulesCommandTests
{
    [Fact]
    public async Task Loading_creates_rules_and_loading_again_changes_nothing()
    {
        await using var server = await FakeApiServer.StartAsync();
        var (code, output, error) = await RunAsync(server, "rules load --defaults --farm 1");
        Assert.True(code == ExitCodes.Success, error);
        Assert.Equal(RuleFile.LoadDefaults().Rules.Count, server.Rules.Count);
        Assert.All(Lines(output), line => Assert.StartsWith("created", line, StringComparison.Ordinal));

        server.Rules.Changes.Clear();
        Assert.Equal(ExitCodes.Success, (await RunAsync(server, "rules load --defaults --farm 1")).Code);
        Assert.Empty(server.Rules.Changes);
    }

    [Fact]
    public async Task Loading_an_export_changes_nothing()
    {
        await using var server = await FakeApiServer.StartAsync();
        await RunAsync(server, "rules load --defaults --farm 1");
        server.Rules.Changes.Clear();
        var export = (await RunAsync(server, "rules export --farm 1")).Output;
        using var file = new TemporaryTextFile(export);
        var (code, output, error) = await RunAsync(server, $"rules load {file.Path} --farm 1 --replace");
        Assert.True(code == ExitCodes.Success, error);
        Assert.All(Lines(output), line => Assert.StartsWith("unchanged", line, StringComparison.Ordinal));
        Assert.Empty(server.Rules.Changes);
    }

    [Fact]
    public async Task A_dry_run_lists_the_changes_of_the_real_run()
    {
        await using var server = await FakeApiServer.StartAsync();
        await RunAsync(server, "rules load --defaults --farm 1");
        server.Rules.Changes.Clear();
        using var file = new TemporaryTextFile("""
            rules:
              - { name: Ammonia, description: x, priority: LOW, where: nh3_ppm > 30 }
              - { name: New, description: x, priority: LOW, where: nh3_ppm > 40 }
            """);
        var (_, dry, _) = await RunAsync(server, $"rules load {file.Path} --farm 1 --replace --dry-run");
        Assert.Empty(server.Rules.Changes);
        var (_, done, _) = await RunAsync(server, $"rules load {file.Path} --farm 1 --replace");
        Assert.Equal(dry, done);
        Assert.Equal(["updateAlertRule Ammonia", "createAlertRule New"], server.Rules.Changes[..2]);
        Assert.All(server.Rules.Changes[2..], change => Assert.StartsWith("deleteAlertRule", change, StringComparison.Ordinal));
        Assert.Equal(2, server.Rules.Count);
    }

    [Fact]
    public async Task A_wrong_file_changes_nothing_and_returns_1()
    {
        await using var server = await FakeApiServer.StartAsync();
        using var file =
            new TemporaryTextFile(
                "rules:\n  - { name: A, description: x, priority: LOW, where: nh3_ppm > 30 }\n  - name: B\n    description: x\n    priority: LOW\n    where: nh4_ppm > 30\n");
        var (code, _, error) = await RunAsync(server, $"rules load {file.Path} --farm 1");
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains($"{file.Path}:6:5: B: where: character 1: ", error, StringComparison.Ordinal);
        Assert.Contains("nh3_ppm", error, StringComparison.Ordinal);
        Assert.Empty(server.Rules.Changes);
    }

    [Fact]
    public async Task Refused_rules_are_reported_and_the_rest_is_loaded()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.Rules.Refused = "Ammonia";
        var (code, output, error) = await RunAsync(server, "rules load --defaults --farm 1");
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("refused    Ammonia", output, StringComparison.Ordinal);
        Assert.Contains("Ammonia: No.", error, StringComparison.Ordinal);
        Assert.Equal(RuleFile.LoadDefaults().Rules.Count - 1, server.Rules.Count);
    }

    [Fact]
    public async Task A_rule_is_shown_with_its_source()
    {
        await using var server = await FakeApiServer.StartAsync();
        await RunAsync(server, "rules load --defaults --farm 1");
        foreach (var line in new[] { "rules show Ammonia --farm 1", "rules show ammonia --defaults" })
        {
            var (code, output, _) = await RunAsync(server, line);
            Assert.Equal(ExitCodes.Success, code);
            Assert.StartsWith("# Source: 20 ppm", output, StringComparison.Ordinal);
            Assert.Single(RuleFile.Parse(output).Rules);
        }

        var (none, _, error) = await RunAsync(server, "rules show Amonia --farm 1");
        Assert.Equal(ExitCodes.Failed, none);
        Assert.Contains("Did you mean 'Ammonia'?", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backtest_shows_alerts_suppressions_and_a_suggestion()
    {
        await using var server = await FakeApiServer.StartAsync();
        await RunAsync(server, "rules load --defaults --farm 1");
        var (code, output, error) = await RunAsync(server, "rules backtest --farm 1 --rule Ammonia --wanted-per-day 2");
        Assert.True(code == ExitCodes.Success, error);
        Assert.Contains("1,440", output, StringComparison.Ordinal);
        Assert.Contains("S-2 (2), S-1 (1)", output, StringComparison.Ordinal);
        Assert.Contains("thi 71.5: 2 a day", output, StringComparison.Ordinal);
        Assert.Contains("Status is not in the past.", error, StringComparison.Ordinal);
        using var file = new TemporaryTextFile("rules: [{ name: Ammonia, description: x, priority: LOW, where: nh3_ppm > 30 }]");
        Assert.Contains("+1 −0", (await RunAsync(server, $"rules backtest --farm 1 --file {file.Path}")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alerts_are_listed_and_acknowledged()
    {
        await using var server = await FakeApiServer.StartAsync();
        var (_, output, _) = await RunAsync(server, "alerts list --farm 1 --min-priority high");
        Assert.Contains("warm[2J [red]", output, StringComparison.Ordinal);
        var (_, json, _) = await RunAsync(server, "alerts list --farm 1 --json");
        Assert.Equal(2, JsonDocument.Parse(json).RootElement.GetArrayLength());
        Assert.Equal(ExitCodes.Success, (await RunAsync(server, "alerts ack A7 A8")).Code);
        Assert.Equal(ExitCodes.Success, (await RunAsync(server, "alerts ack --all --farm 1")).Code);
        Assert.Equal(["A7", "A8", "A1", "A2"], server.Rules.Acknowledged);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<(int Code, string Output, string Error)> RunAsync(FakeApiServer server, string line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code =
            await CommandLine.RunAsync([.. line.Split(' '), "--url", server.Url.ToString(), "--key", FakeApiServer.Key], output, error,
                TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
