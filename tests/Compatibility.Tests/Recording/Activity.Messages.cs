using System.Text.Json.Nodes;

namespace SmartDairy.Compatibility.Tests.Recording;

/// <content>What devices said in the past days.</content>
internal sealed partial class Activity
{
    private async Task SendPastAsync()
    {
        var quarters = Enumerable.Range(1, 96).Select(quarter => now.AddMinutes(-15 * quarter)).Reverse().ToArray();
        await SendAsync("ENV-1", (Farm.Environment1, Batch(quarters.Select(time => Farm.Climate(time, 18 + Wave(time))))));
        await SendAsync("ENV-2", (Farm.Environment2, Batch(quarters.Select(time => Farm.Climate(time.AddSeconds(7), 19 + Wave(time))))));
        await SendAsync("ENV-2", (Farm.Environment2, Old.ToJsonString()));

        // The very same value for ten hours: a detection about the sensor.
        await SendAsync("ENV-3", (Farm.Environment3, Batch(quarters[^40..].Select(time => Farm.Climate(time, 17.25)))));

        // What is refused or already known.
        await SendAsync("ENV-2", (Farm.Environment2, Old.ToJsonString()), (Farm.Environment2, "{\"readings\":"));
        await SendAsync("ENV-2", (Farm.Environment2, Farm.Climate(now.AddDays(-60), 20).ToJsonString()), (Farm.Environment1, "{}"));
        await SendAsync("ENV-2", (Farm.Status("ENV-2"), """{"status":"warning","battery_level":12,"configuration":{"interval":60}}"""));

        var hours = Enumerable.Range(1, 96).Select(hour => now.AddHours(-hour)).Reverse().ToArray();
        foreach (var (collar, animal) in new[] { ("COL-1", "COW-1"), ("COL-2", "COW-2") })
        {
            var place = $"dairy/farm/1/animal/{animal}";
            await SendAsync(
                collar,
                ($"{place}/activity/telemetry", Batch(hours.Select((time, i) => Farm.Activity(time, 60 + (i % 7), Zone)))),
                ($"{place}/fertility/heat", $$"""{"timestamp":"{{Ago(0.125)}}","fertility_status":"estrus","heat_index":0.93}"""),
                ($"{place}/health/status", $$"""{"timestamp":"{{Ago(0.08)}}","health_alert":true}"""));
        }

        await SendAsync("MTR-1", [.. Enumerable.Range(0, 6).SelectMany(Milking)]);
        foreach (var (tag, hour) in new[] { ("E200000001", 4), ("E200000003", 3), ("E2UNKNOWN", 2) })
        {
            await SendAsync("RFID-N", [.. Passage(now.AddHours(-hour), tag)]);
        }

        var seen = Enumerable.Range(0, 6).Select(i => now.AddHours(-5).AddMinutes(5 * i));
        await SendAsync("RFID-B", [.. seen.Select(time => (Farm.Area, Stay(time).ToJsonString()))]);
    }

    private static double Wave(DateTimeOffset time) => 3 * Math.Sin(time.Hour / 4.0);

    private static JsonObject Stay(DateTimeOffset time) => Farm.Sighting(time, "E200000002", 1, -60);

    /// <summary>Three milkings of two cows, twelve hours apart.</summary>
    private IEnumerable<(string Topic, string Message)> Milking(int number)
    {
        var begin = now.AddHours(-2 - (12 * (number / 2))).AddMinutes(20 * (number % 2));
        var (session, animal, litres) = ($"S-{number}", $"COW-{1 + (number % 2)}", 11.5 + number);
        yield return ($"{Farm.Stall}/start", Farm.MilkingBegins(begin, session, animal).ToJsonString());
        yield return ($"{Farm.Stall}/data", Farm.MilkFlows(begin.AddMinutes(2), session, 5, 3.2).ToJsonString());
        yield return ($"{Farm.Stall}/data", Farm.MilkFlows(begin.AddMinutes(4), session, litres - 1, 2.1).ToJsonString());
        yield return ($"{Farm.Stall}/end", Farm.MilkingEnds(begin, begin.AddMinutes(6), session, litres).ToJsonString());
    }

    private static IEnumerable<(string Topic, string Message)> Passage(DateTimeOffset time, string tag) => Enumerable.Range(0, 6)
        .Select(i => (Farm.Gate, Farm.Sighting(time.AddMilliseconds(400 * i), tag, i < 3 ? 1 : 2, -55 - Math.Abs(i - 2)).ToJsonString()));
}
