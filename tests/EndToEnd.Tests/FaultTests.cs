using System.Text.RegularExpressions;
using SmartDairy.Cli.FaultInjection;
using Xunit;

namespace SmartDairy.EndToEnd.Tests;

/// <summary>
/// Durability over several processes: under every fault, acknowledged messages are stored exactly once. <c>smartdairy faults</c> runs the
/// same faults at full length, with figures.
/// </summary>
public sealed class FaultTests
{
    private static readonly FaultInjectionOptions Short = new()
    {
        Devices = 40,
        Rate = 400,
        Rounds = 10,
        DatabaseDowntime = TimeSpan.FromSeconds(8),
        DatabaseFreezeTime = TimeSpan.FromSeconds(10),
        QuietPeriod = TimeSpan.FromSeconds(1),
    };

    public static TheoryData<string> Names => [.. FaultScenario.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Acknowledged_messages_are_stored_exactly_once_under_the_fault(string name)
    {
        ClusterDeployment.RequireServers();
        Assert.SkipWhen(name == "disk-full" && !Environment.IsPrivilegedProcess, "mounting a small disk requires root");
        var fault = FaultScenario.All.First(fault => fault.Name == name);
        var report = await fault.RunAsync(
            Short with { BuildDirectory = ClusterDeployment.FindRepositoryRoot() }, TimeProvider.System,
            TestContext.Current.SendDiagnosticMessage, TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());
        Assert.True(report.IsWhole || name == "broker-killed", report.ToString());
        Assert.Equal(0, report.Dup);
        Assert.NotNull(report.RecoverySeconds);
        Assert.InRange(report.RecoverySeconds.Value, 0, 30);
        Assert.Contains("ledger closes", report.Note, StringComparison.Ordinal);
        Assert.True(report.Acked > 0, report.ToString());
        if (name == "silo-killed")
        {
            // The subscriber depends on both silos, and each was killed.
            var received = Regex.Match(report.Note, @"received (\d+) of (\d+) readings, 0 twice");
            Assert.True(received.Success && received.Groups[1].Value == received.Groups[2].Value, report.ToString());
        }
    }
}
