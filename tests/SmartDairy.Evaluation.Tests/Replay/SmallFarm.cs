using System.Text.Json.Nodes;
using SmartDairy.Evaluation.Replay;
using SmartDairy.Simulator;
using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Evaluation.Tests.Replay;

/// <summary>A farm of few cows, and what a replay makes of it.</summary>
internal static class SmallFarm
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static SimulatedHerd Create(int seed = 7, int cows = 24, double noise = 1) => SimulatedHerd.Create(new SimulatedHerdOptions
    {
        Seed = seed,
        Cows = cows,
        Barns = 2,
        ZonesPerBarn = 1,
        SensorsPerZone = 1,
        Stalls = 4,
        Start = Start,
        Families = MessageFamilies.Environment | MessageFamilies.Collars | MessageFamilies.Milking,
        EnvironmentInterval = TimeSpan.FromMinutes(30),
        // Often ill, so that few cows and days suffice.
        Parameters = HerdParameters.Default with { Noise = noise, Mastitis = HerdParameters.Default.Mastitis with { CasesPerYear = 4 } },
    });

    public static ReplayFarm CreateReplayFarm(SimulatedHerd herd, int days) => new()
    {
        Devices = herd.Devices,
        Animals = herd.Animals(Start),
        Events = herd.RecordedEvents(Start.AddDays(-300), Start.AddDays(days)),
        Zone = TimeZoneInfo.Utc,
    };

    /// <param name="change">What becomes of each message on its way; null for nothing.</param>
    public static HerdReplay Replay(SimulatedHerd herd, int days, Func<SimulatedMessage, SimulatedMessage>? change = null)
    {
        var replay = new HerdReplay(CreateReplayFarm(herd, days), compositeMilk: true);
        foreach (var message in herd.Messages(Start, Start.AddDays(days)))
        {
            replay.Process(change is null ? message : change(message));
        }

        replay.Complete(Start.AddDays(days).ToUnixTimeMilliseconds());
        return replay;
    }

    /// <summary>The message without those members, wherever they stand.</summary>
    public static SimulatedMessage Without(this SimulatedMessage message, params ReadOnlySpan<string> names)
    {
        var root = JsonNode.Parse(message.Payload)!;
        foreach (var part in new[] { root, root["milk_data"], root["quality_flags"] })
        {
            foreach (var name in names)
            {
                (part as JsonObject)?.Remove(name);
            }
        }

        return message with { Payload = System.Text.Encoding.UTF8.GetBytes(root.ToJsonString()) };
    }

    /// <summary>Everything that is told, as text, in a fixed order.</summary>
    public static string Text(IEnumerable<ReplayedDetection> told)
        => string.Join('\n', told.OrderBy(one => one.Detection.Id, StringComparer.Ordinal)
        .Select(one => $"{one.ReportedAt} {System.Text.Json.JsonSerializer.Serialize(one.Detection, Json)}"));

    private static readonly System.Text.Json.JsonSerializerOptions Json = new()
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };
}
