using System.CommandLine;

namespace SmartDairy.Cli.Bench;

internal static class ReferenceBrokerCommand
{
    /// <summary>Hidden command that <c>bench ingest</c> starts for its reference rate.</summary>
    public static Command Create()
    {
        var port = new Option<int>("--port")
        { Description = "TCP port on the loopback address; 0 for a free port.", DefaultValueFactory = _ => 0, HelpName = "PORT" };
        var command = new Command("broker", "A bare broker that acknowledges at once and discards messages; prints its port.") { port };
        command.Hidden = true;
        command.SetAction((parse, cancellationToken) => ReferenceBroker.RunAsync(parse.GetValue(port), cancellationToken));
        return command;
    }
}
