using System.CommandLine;
using SmartDairy.Cli.Cluster;
using SmartDairy.Cli.Load;
using SmartDairy.Cli.Options;
using SmartDairy.Cli.Output;

namespace SmartDairy.Cli.Bench;

internal static class ClusterBenchCommand
{
    private const string Description = """
        Measures the server shape end to end on this machine.

        Mosquitto, PostgreSQL, silos and an API node are separate processes, and the generator runs beside them. Messages are
        environment messages of five metrics at QoS 1 over MQTT 5.

        Mosquitto acknowledges at once, before a message is committed, so only commits count. The rate is raised step by step until
        commits do not keep up. Latency is from the publish to the push after the commit.

        Examples:
          smartdairy bench server
          smartdairy bench server --silos 2 --seconds 20
        """;

    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var silos = Number("--silos", 1, 1, 8, "Silos.");
        var devices = Number("--devices", 1_000, 1, PublishTemplate.MaxDevices, "Devices that send.");
        var connections = Number("--connections", 50, 1, 1_000, "Connections that carry the devices.");
        var seconds = Number("--seconds", 15, 3, 600, "Length of each step.");
        var build = ClusterCommand.CreateBuildOption();
        var json = CommonOptions.Json();
        var command =
            ExtendedHelpAction.SetDescription(new Command("server") { silos, devices, connections, seconds, build, json }, Description);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var options = new LocalClusterOptions { Silos = parse.GetValue(silos), BuildDirectory = parse.GetValue(build) };
            terminal.WriteStatus("Starting the cluster");
            await using var cluster = await LocalCluster.StartAsync(options, time, cancellationToken);
            var bench =
                new ClusterBench(cluster, parse.GetValue(devices), parse.GetValue(connections),
                    TimeSpan.FromSeconds(parse.GetValue(seconds)), time, terminal.WriteStatus);
            return BenchReport.Print(await bench.RunAsync(cancellationToken), parse.GetValue(json), terminal);
        });
        return command;
    }

    private static Option<int> Number(string name, int fallback, int min, int max, string description) =>
        new Option<int>(name) { Description = description, DefaultValueFactory = _ => fallback, HelpName = "N" }.Within(min, max);
}
