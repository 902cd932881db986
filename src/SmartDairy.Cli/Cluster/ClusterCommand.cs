using System.CommandLine;
using SmartDairy.Cli.Options;
using SmartDairy.Cli.Output;

namespace SmartDairy.Cli.Cluster;

internal static class ClusterCommand
{
    private const string Description = """
        Runs the server shape on this machine: PostgreSQL, Mosquitto, silos and API nodes.

        PostgreSQL and Mosquitto come from the system's packages. Every server is a separate process on a free port, with scratch data.
        The command prints all addresses as NAME=value lines and runs until Ctrl+C or the end of its input.

        Needs PostgreSQL and Mosquitto (Debian: apt-get install postgresql mosquitto) and a built repository (dotnet build -c Release).

        Examples:
          smartdairy cluster
          smartdairy cluster --silos 3 --api-nodes 2
        """;

    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var silos = new Option<int>("--silos") { Description = "Silos.", DefaultValueFactory = _ => 2, HelpName = "N" }.Within(1, 16);
        var apis = new Option<int>("--api-nodes")
        { Description = "API nodes.", DefaultValueFactory = _ => 1, HelpName = "N" }.Within(1, 16);
        var build = CreateBuildOption();
        var command = ExtendedHelpAction.SetDescription(new Command("cluster") { silos, apis, build }, Description);
        command.SetAction(async (parse, cancellationToken) =>
        {
            terminal.WriteStatus("Starting");
            var options = new LocalClusterOptions
            { Silos = parse.GetValue(silos), ApiNodes = parse.GetValue(apis), BuildDirectory = parse.GetValue(build) };
            await using var cluster = await LocalCluster.StartAsync(options, time, cancellationToken);
            foreach (var line in DescribeEndpoints(cluster))
            {
                terminal.WriteResult(line);
            }

            await WaitForEndAsync(cancellationToken);
            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>The option for the built repository.</summary>
    public static Option<string?> CreateBuildOption()
        => new("--build") { Description = "The built repository. Default: this folder or one above.", HelpName = "FOLDER" };

    private static IEnumerable<string> DescribeEndpoints(LocalCluster cluster)
    {
        yield return $"SMARTDAIRY_URL={cluster.Apis[0].Url.ToString().TrimEnd('/')}";
        for (var i = 1; i < cluster.Apis.Count; i++)
        {
            yield return $"SMARTDAIRY_URL_{i + 1}={cluster.Apis[i].Url.ToString().TrimEnd('/')}";
        }

        yield return $"SMARTDAIRY_KEY={cluster.Key}";
        yield return $"SMARTDAIRY_MQTT_PORT={cluster.Broker.Port}";
        yield return $"SMARTDAIRY_DATABASE=\"{cluster.Database.ConnectionString()}\"";
        foreach (var silo in cluster.Silos)
        {
            yield return $"# {silo.Name}: {silo.Url}health/ready, process {silo.Process?.Id}";
        }
    }

    /// <summary>Waits for Ctrl+C, or for the end of a redirected input, which a parent process closes.</summary>
    private static async Task WaitForEndAsync(CancellationToken cancellationToken)
    {
        var ended = Task.Run(
            async () =>
            {
                while (await Console.In.ReadLineAsync(cancellationToken) is not null)
                {
                    // Input lines are ignored.
                }
            }, cancellationToken);
        await (Console.IsInputRedirected
            ? ended
            : Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken)).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing);
    }
}
