using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SmartDairy.Cli.Api;
using SmartDairy.Cli.Options;
using SmartDairy.Cli.Output;
using Spectre.Console;

namespace SmartDairy.Cli.Alerts;

internal static class AlertsCommand
{
    private const string AlertFields = "id openedAt clearedAt priority state ruleName sourceId message acknowledgedBy assignee";
    private const int MaxAlerts = 500;
    private static readonly string[] States = ["OPEN", "ACKNOWLEDGED", "CLEARED"];
    private static readonly string[] Priorities = ["CRITICAL", "HIGH", "MEDIUM", "LOW", "INFO"];

    public static Command Create(Terminal terminal, TimeProvider time) => new("alerts", "Show, watch and acknowledge alerts.")
    {
        List(terminal),
        Watch(terminal, time),
        Acknowledge(terminal),
    };

    private static Command List(Terminal terminal)
    {
        var state = Choice("--state", "STATE", "Only alerts in this state. Default: open and acknowledged.", States);
        var priority = MinPriority();
        var first = new Option<int>("--first")
        { Description = "Maximum number of alerts, newest first.", DefaultValueFactory = _ => 50, HelpName = "N" }.Within(1, MaxAlerts);
        var json = CommonOptions.Json();
        var command = new Command("list", "The alerts of a farm, the newest first.") { state, priority, first, json };
        var farm = new FarmCommandOptions(command);
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var api = farm.CreateClient(parse);
            var wanted = parse.GetValue(state) is { } single ? [single] : States[..2];
            var alerts = new List<JsonElement>();
            foreach (var alertState in wanted)
            {
                alerts.AddRange(
                    await ListAsync(
                        api, farm.GetFarmId(parse), alertState, parse.GetValue(priority), parse.GetValue(first), cancellationToken));
            }

            var selected = alerts.OrderByDescending(alert => alert.GetProperty("openedAt").GetDateTimeOffset()).Take(parse.GetValue(first))
                .ToList();
            if (parse.GetValue(json))
            {
                terminal.WriteJson(selected);
            }
            else
            {
                Print(selected, terminal);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static Command Watch(Terminal terminal, TimeProvider time)
    {
        var priority = MinPriority();
        var json = new Option<bool>("--json") { Description = "Print one line of JSON per change." };
        var command = new Command("watch", "Prints every change of an alert as it happens, until interrupted.") { priority, json };
        var farm = new FarmCommandOptions(command);
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var api = farm.CreateClient(parse);
            await using var socket = new SubscriptionSocket(api);
            await socket.SubscribeAsync(
                $$"""subscription($farmId: Int!, $minPriority: Priority) { alerts(farmId: $farmId, minPriority: $minPriority) { {{AlertFields}} } }""",
                new { farmId = farm.GetFarmId(parse), minPriority = parse.GetValue(priority) }, cancellationToken);
            await foreach (var data in socket.ReadAsync(cancellationToken))
            {
                var alert = data.GetProperty("alerts");
                terminal.WriteResult(parse.GetValue(json) ? JsonSerializer.Serialize(alert) : FormatLine(alert, time.GetUtcNow()));
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static Command Acknowledge(Terminal terminal)
    {
        var ids = new Argument<string[]>("id") { Description = "Ids of alerts.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "All open alerts of the farm." };
        var comment = new Option<string?>("--comment") { Description = "Comment for the alerts' history.", HelpName = "TEXT" };
        var command = new Command("ack", "Acknowledges alerts.") { ids, all, comment };
        var farm = new FarmCommandOptions(command, required: false);
        command.Validators.Add(result =>
        {
            if (result.GetValue(ids) is { Length: > 0 } == result.GetValue(all))
            {
                result.AddError("Give ids of alerts, or --all with --farm, and not both.");
            }
        });
        command.SetAction(async (parse, cancellationToken) =>
        {
            var number = parse.GetValue(all) ? farm.GetFarmId(parse) : 0;
            using var api = farm.CreateClient(parse);
            IReadOnlyList<string> chosen = parse.GetValue(all)
                ? [.. (await ListAsync(api, number, "OPEN", null, MaxAlerts, cancellationToken)).Select(
                    alert => alert.GetProperty("id").GetString()!)]
                : parse.GetValue(ids)!;
            var failed = 0;
            foreach (var id in chosen)
            {
                failed += await AcknowledgeAsync(api, id, parse.GetValue(comment), terminal, cancellationToken) ? 0 : 1;
            }

            terminal.WriteStatus($"{chosen.Count - failed} acknowledged");
            return failed == 0 ? ExitCodes.Success : ExitCodes.Failed;
        });
        return command;
    }

    private static async Task<bool> AcknowledgeAsync(
        ApiClient api, string id, string? comment, Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            await api.SendAsync("mutation($id: ID!, $comment: String) { acknowledgeAlert(id: $id, comment: $comment) { id } }",
                new { id, comment }, cancellationToken);
            return true;
        }
        catch (ApiException error) when (error.ExitCode == ExitCodes.Failed)
        {
            terminal.WriteStatus($"{id}: {error.Message}");
            return false;
        }
    }

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(
        ApiClient api, int farmId, string state, string? minPriority, int first, CancellationToken cancellationToken)
    {
        var data = await api.SendAsync(
            $$"""query($farmId: Int!, $state: AlertState, $minPriority: Priority, $first: Int) { alerts(farmId: $farmId, state: $state, minPriority: $minPriority, first: $first) { nodes { {{AlertFields}} } } }""",
            new { farmId, state, minPriority, first }, cancellationToken);
        return [.. data.GetProperty("alerts").GetProperty("nodes").EnumerateArray()];
    }

    private static void Print(IReadOnlyList<JsonElement> alerts, Terminal terminal)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("since", "priority", "state", "rule", "source", "message", "id");
        foreach (var alert in alerts)
        {
            table.AddRow(
                [.. new[] { Time(alert), Text(alert, "priority"), Text(alert, "state"), Text(alert, "ruleName"), Text(alert, "sourceId"),
                    Text(alert, "message"), Text(alert, "id") }.Select(Markup.Escape)]);
        }

        terminal.WriteTable(table);
    }

    private static string FormatLine(JsonElement alert, DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture,
        $"{now:HH:mm:ss}  {Text(alert, "priority"),-8}  {Text(alert, "state"),-12}  {Text(alert, "sourceId")}  {Text(alert, "ruleName")}: {Text(alert, "message")}  ({Text(alert, "id")})");

    private static string Time(JsonElement alert)
        => alert.GetProperty("openedAt").GetDateTimeOffset().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    // A message may contain text from a device: control characters must not reach the terminal.
    private static string Text(JsonElement alert, string name)
        => string.Concat((alert.GetProperty(name).GetString() ?? "").Where(c => !char.IsControl(c)));

    private static Option<string?> MinPriority()
        => Choice("--min-priority", "PRIORITY", "Only alerts of at least this priority.", Priorities);

    private static Option<string?> Choice(string name, string helpName, string description, string[] allowed)
    {
        var option = new Option<string?>(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = argument => argument.Tokens[0].Value.ToUpperInvariant(),
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } value && !allowed.Contains(value))
            {
                result.AddError($"{name} must be one of {string.Join(", ", allowed)}.");
            }
        });
        return option;
    }
}
