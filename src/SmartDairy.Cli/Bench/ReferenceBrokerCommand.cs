using System.CommandLine;

namespace SmartDairy.Cli.Bench;

internal static class ReferenceBrokerCommand
{
    /// <summary>Hidden: <c>bench ingest</c> starts it for its reference rate.</summary>
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "TCP port on the loopback address; 0: a free one.", DefaultValueFactory = _ => 0, HelpName = "PORT" };
        var command = new Command("broker", "A bare broker that acknowledges at once and keeps nothing; prints its port.") { port };
        command.Hidden = true;
        command.SetAction((parse, cancellationToken) => ReferenceBroker.RunAsync(parse.GetValue(port), cancellationToken));
        return command;
    }
}
