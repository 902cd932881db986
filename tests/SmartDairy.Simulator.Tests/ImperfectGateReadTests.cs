using Xunit;

namespace SmartDairy.Simulator.Tests;

public sealed class ImperfectGateReadTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Imperfect_gates_miss_passages_read_some_twice_and_read_unknown_tags()
    {
        var options = new SimulatedHerdOptions { Cows = 100, Families = MessageFamilies.Tags };
        var perfect = Reads(SimulatedHerd.Create(options));
        var herd = SimulatedHerd.Create(options with { ImperfectGateReads = true });
        var imperfect = Reads(herd);
        var known = herd.Cows.Select(cow => cow.TagEpc).ToHashSet();
        var unknown = imperfect.Count(read => !known.Contains(read.Tag));
        Assert.InRange(unknown, 1, imperfect.Count / 20);
        Assert.All(imperfect, read => Assert.Equal(known.Contains(read.Tag), read.HasAnimal));
        Assert.InRange((imperfect.Count - unknown) / (double)perfect.Count, 1.15, 1.4);

        var passages = imperfect.Where(read => read.Direction == "inbound" && known.Contains(read.Tag))
            .GroupBy(read => (read.Tag, read.At / 10_000_000)).Where(group => group.Count() == 2).ToList();
        Assert.NotEmpty(passages);
        Assert.All(passages, passage => Assert.Equal([1, 2], passage.OrderBy(read => read.At).Select(read => read.Antenna)));
    }

    private static List<(string Tag, long At, int Antenna, string Direction, bool HasAnimal)> Reads(SimulatedHerd herd) =>
        [.. herd.Messages(Start, Start.AddDays(4)).Where(message => message.Kind == MessageKind.TagRead).Select(message =>
        {
            var json = message.Json();
            return (json.GetProperty("tag_epc").GetString()!, message.EventTime, json.GetProperty("antenna_id").GetInt32(),
                json.GetProperty("direction").GetString()!,
                json.TryGetProperty("animal_id", out _));
        })];
}
