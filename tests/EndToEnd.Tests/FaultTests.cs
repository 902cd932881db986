using System.Text.RegularExpressions;
using SmartDairy.Cli.FaultInjection;
using Xunit;

namespace SmartDairy.EndToEnd.Tests;

/// <summary>
/// The promise of the product over several processes: whatever breaks, what was acknowledged is stored, once. The same faults at their full length, with
/// their figures, come from <c>smartdairy faults</c>.
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
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_stored_twice(string name)
    {
        ClusterDeployment.RequireServers();
        Assert.SkipWhen(name == "disk-full" && !Environment.IsPrivilegedProcess, "a full disk takes root, to mount one");
        var fault = FaultScenario.All.First(fault => fault.Name == name);
        var report = await fault.RunAsync(
            Short with { BuildDirectory = ClusterDeployment.FindRepositoryRoot() }, TimeProvider.System, TestContext.Current.SendDiagnosticMessage, TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());
        Assert.True(report.IsWhole || name == "broker-killed", report.ToString());
        Assert.Equal(0, report.Dup);
        Assert.NotNull(report.RecoverySeconds);
        Assert.InRange(report.RecoverySeconds.Value, 0, 30);
        Assert.Contains("ledger closes", report.Note, StringComparison.Ordinal);
        Assert.True(report.Acked > 0, report.ToString());
        if (name == "silo-killed")
        {
            // The subscriber hung on both silos, and each was killed.
            var received = Regex.Match(report.Note, @"received (\d+) of (\d+) readings, 0 twice");
            Assert.True(received.Success && received.Groups[1].Value == received.Groups[2].Value, report.ToString());
        }
    }
}
