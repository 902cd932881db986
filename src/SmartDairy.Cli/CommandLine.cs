using System.CommandLine;
using System.CommandLine.Invocation;
using System.Net.Sockets;
using SmartDairy.Cli.Alerts;
using SmartDairy.Cli.Api;
using SmartDairy.Cli.Bench;
using SmartDairy.Cli.Bench.Alerts;
using SmartDairy.Cli.Bench.Herds;
using SmartDairy.Cli.Cluster;
using SmartDairy.Cli.Doctor;
using SmartDairy.Cli.Evaluate;
using SmartDairy.Cli.FaultInjection;
using SmartDairy.Cli.Output;
using SmartDairy.Cli.Rules;
using SmartDairy.Cli.Simulate;

namespace SmartDairy.Cli;

/// <summary>The program with injected streams, so that tests can run it.</summary>
internal static class CommandLine
{
    /// <summary>Time to stop started processes after Ctrl+C.</summary>
    private static readonly TimeSpan MaxTerminationTime = TimeSpan.FromMinutes(1);

    public static async Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        var terminal = new Terminal(output, error);
        var result = CreateRootCommand(terminal, TimeProvider.System).Parse(args);
        if (result.Action is ParseErrorAction)
        {
            foreach (var problem in result.Errors)
            {
                error.WriteLine(problem.Message);
            }

            error.WriteLine("Try 'smartdairy --help'.");
            return ExitCodes.Usage;
        }

        try
        {
            return await result.InvokeAsync(
                new InvocationConfiguration
                { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = MaxTerminationTime },
                cancellationToken);
        }
        catch (ApiException problem)
        {
            error.WriteLine(problem.Message);
            return problem.ExitCode;
        }
        catch (ArgumentException problem)
        {
            error.WriteLine(problem.Message);
            return ExitCodes.Usage;
        }
        catch (InvalidOperationException problem) when (problem.Message.Contains("is not installed", StringComparison.Ordinal))
        {
            error.WriteLine(problem.Message);
            return ExitCodes.Usage;
        }
        catch (Exception problem) when (problem is SocketException or IOException or InvalidDataException)
        {
            error.WriteLine(problem.Message);
            return ExitCodes.Unreachable;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
    }

    private static RootCommand CreateRootCommand(Terminal terminal, TimeProvider time)
    {
        var root = new RootCommand
        {
            SimulateCommand.Create(terminal, time),
            DoctorCommand.Create(terminal, time),
            ClusterCommand.Create(terminal, time),
            FaultsCommand.Create(terminal, time),
            RulesCommand.Create(terminal, time),
            AlertsCommand.Create(terminal, time),
            EvaluateCommand.Create(terminal),
            new Command("bench", "Measure ingestion, alerts, the store or the detectors.")
            {
                IngestBenchCommand.Create(terminal, time),
                AlertBenchCommand.Create(terminal, time),
                ClusterBenchCommand.Create(terminal, time),
                HistoryBenchCommand.Create(terminal),
                HerdBenchCommand.Create(terminal),
                ReferenceBrokerCommand.Create(),
            },
        };
        ExtendedHelpAction.SetDescription(root, ExitCodes.Help);
        ExtendedHelpAction.Install(root);
        return root;
    }
}
