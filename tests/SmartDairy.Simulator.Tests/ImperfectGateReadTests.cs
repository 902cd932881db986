using Xunit;

namespace SmartDairy.Simulator.Tests;

public sealed class ImperfectGateReadTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Some_passages_are_missed_some_read_by_both_antennas_and_some_tags_unknown()
    {
        var options = new SimulatedHerdOptions { Cows = 100, Families = MessageFamilies.Tags };
        var tidy = Reads(SimulatedHerd.Create(options));
        var herd = SimulatedHerd.Create(options with { ImperfectGateReads = true });
        var untidy = Reads(herd);
        var known = herd.Cows.Select(cow => cow.TagEpc).ToHashSet();
        var unknown = untidy.Count(read => !known.Contains(read.Tag));
        Assert.InRange(unknown, 1, untidy.Count / 20);
        Assert.All(untidy, read => Assert.Equal(known.Contains(read.Tag), read.HasAnimal));
        Assert.InRange((untidy.Count - unknown) / (double)tidy.Count, 1.15, 1.4);

        var passages = untidy.Where(read => read.Direction == "inbound" && known.Contains(read.Tag)).GroupBy(read => (read.Tag, read.At / 10_000_000)).Where(group => group.Count() == 2).ToList();
        Assert.NotEmpty(passages);
        Assert.All(passages, passage => Assert.Equal([1, 2], passage.OrderBy(read => read.At).Select(read => read.Antenna)));
    }

    private static List<(string Tag, long At, int Antenna, string Direction, bool HasAnimal)> Reads(SimulatedHerd herd) =>
        [.. herd.Messages(Start, Start.AddDays(4)).Where(message => message.Kind == MessageKind.TagRead).Select(message =>
        {
            var json = message.Json();
            return (json.GetProperty("tag_epc").GetString()!, message.EventTime, json.GetProperty("antenna_id").GetInt32(), json.GetProperty("direction").GetString()!,
                json.TryGetProperty("animal_id", out _));
        })];
}
