using System.CommandLine;
using System.Runtime.InteropServices;
using SmartDairy.Cli.Options;
using SmartDairy.Cli.Output;

namespace SmartDairy.Cli.Doctor;

internal static class DoctorCommand
{
    private const string Description = """
        Checks an installation, one line per check: ok, warn or fail, and what to do. The exit code is 1 when a check fails.

        Examples:
          smartdairy doctor
          smartdairy doctor --url https://dairy.example --key KEY --mqtt dairy.example:1883 --json
        """;

    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var url = CommonOptions.Url("The API. Default: http://localhost:8080.");
        var key = CommonOptions.Key();
        var mqtt = CommonOptions.Mqtt();
        var data = new Option<string>("--data")
        { Description = "The server's data directory, if it is on this machine.", DefaultValueFactory = _ => "data", HelpName = "DIR" };
        var json = CommonOptions.Json();
        var command = ExtendedHelpAction.SetDescription(new Command("doctor") { url, key, mqtt, data, json }, Description);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var address = CommonOptions.ParseUrl(parse.GetValue(url) ?? "http://localhost:8080");
            List<CheckResult> results =
            [
                CheckResult.Ok("runtime",
                    $"smartdairy {typeof(DoctorCommand).Assembly.GetName().Version!.ToString(3)} on {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}"),
                .. await new ServerChecks(address, CommonOptions.ResolveKey(parse.GetValue(key)), time).RunAsync(cancellationToken),
                await BrokerCheck.RunAsync(parse.GetValue(mqtt) ?? $"{address.Host}:{MqttAddress.DefaultPort}", cancellationToken),
                .. DiskChecks.Run(parse.GetValue(data)!),
            ];
            Print(results, parse.GetValue(json), terminal);
            return results.Any(result => result.Verdict == CheckResult.FailVerdict) ? ExitCodes.Failed : ExitCodes.Success;
        });
        return command;
    }

    private static void Print(List<CheckResult> results, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.WriteJson(results);
            return;
        }

        foreach (var result in results)
        {
            terminal.Output.WriteLine($"{result.Verdict,-4}  {result.Name,-8} {result.Detail}");
            if (result.Advice is not null)
            {
                terminal.Output.WriteLine($"                → {result.Advice}");
            }
        }
    }
}
