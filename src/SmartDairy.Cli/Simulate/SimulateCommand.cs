using System.CommandLine;
using SmartDairy.Cli.Api;
using SmartDairy.Cli.Options;
using SmartDairy.Cli.Output;
using SmartDairy.Simulator;

namespace SmartDairy.Cli.Simulate;

internal static class SimulateCommand
{
    private const string Description = """
        Registers a simulated farm and sends its measurements over MQTT, as real devices do.

        The last --days are sent at --speed; with --follow the farm then continues in real time until interrupted. Devices get their
        passwords once: --credentials stores them in a file and reads them from there the next time.

        Examples:
          smartdairy simulate --url http://localhost:8080 --key KEY --farm 7
          smartdairy simulate --url http://localhost:8080 --key KEY --farm 7 --days 14 --follow --credentials farm7.json
          smartdairy simulate --url http://localhost:8080 --key KEY --farm 8 --cows 400 --faults late=0.05,duplicate=0.02
        """;

    public static Command Create(Terminal terminal, TimeProvider time)
    {
        var url = CommonOptions.Url("The API. Default: http://localhost:8080.");
        var key = CommonOptions.Key();
        var mqtt = CommonOptions.Mqtt();
        var farm = Number("--farm", 1, "Id of the farm; it is created unless it exists.");
        var cows = Number("--cows", 120, "Cows.");
        var barns = Number("--barns", 2, "Barns.");
        var seed = Number("--seed", 34, "Equal seeds give equal farms.");
        var zone = new Option<string>("--time-zone")
        { Description = "The farm's IANA time zone.", DefaultValueFactory = _ => "UTC", HelpName = "ZONE" };
        var days = new Option<double>("--days")
        { Description = "Days up to now to send, 0 to 30.", DefaultValueFactory = _ => 1, HelpName = "D" };
        var speed = new Option<double>("--speed")
        {
            Description = "Simulated seconds a second for those days; 0: as fast as the broker acknowledges.",
            DefaultValueFactory = _ =>
            0,
            HelpName = "X"
        };
        var follow = new Option<bool>("--follow") { Description = "Go on in real time until interrupted." };
        var faults = new Option<string>("--faults")
        {
            Description = $"none, typical, or shares by name, e.g. late=0.05,garbage=0.01. Names: {FaultOptionParser.Names}.",
            DefaultValueFactory = _ => "none",
            HelpName = "FAULTS"
        };
        var credentials = new Option<string?>("--credentials")
        { Description = "File of the devices' passwords: read if it exists, else written.", HelpName = "FILE" };
        // The server rejects readings older than 30 days.
        days.Within(0, 30);
        speed.Within(0, 1e6);
        faults.Validators.Add(result =>
        {
            try
            {
                FaultOptionParser.Parse(result.GetValueOrDefault<string>()!);
            }
            catch (FormatException error)
            {
                result.AddError(error.Message);
            }
        });

        var command =
            ExtendedHelpAction.SetDescription(new Command("simulate")
            { url, key, mqtt, farm, cows, barns, seed, zone, days, speed, follow, faults, credentials }, Description);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var address = CommonOptions.ParseUrl(parse.GetValue(url) ?? "http://localhost:8080");
            var run = new SimulationRun(terminal, time)
            {
                Url = address,
                Key = CommonOptions.ResolveKey(parse.GetValue(key))
                    ?? throw new ApiException(
                        ExitCodes.Usage, $"A --key is needed, or the environment variable {CommonOptions.KeyVariable}."),
                Broker = MqttAddress.Parse(parse.GetValue(mqtt) ?? address.Host),
                Herd = SimulatedHerd.Create(new SimulatedHerdOptions
                {
                    Seed = parse.GetValue(seed),
                    FarmId = parse.GetValue(farm),
                    Cows = parse.GetValue(cows),
                    Barns = parse.GetValue(barns),
                    TimeZone = parse.GetValue(zone)!,
                }),
                BackfillPeriod = TimeSpan.FromDays(parse.GetValue(days)),
                Speed = parse.GetValue(speed),
                Follow = parse.GetValue(follow),
                Faults = FaultOptionParser.Parse(parse.GetValue(faults)!),
                CredentialsFile = parse.GetValue(credentials),
            };
            return await run.RunAsync(cancellationToken);
        });
        return command;
    }

    private static Option<int> Number(string name, int fallback, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => fallback, HelpName = "N" };
}
