using System.Text.Json;
using SmartDairy.Simulator.MessageFaults;
using Xunit;

namespace SmartDairy.Simulator.Tests;

public sealed class MessageFaultInjectorTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 0, 0, 0, TimeSpan.Zero);
    private static readonly List<SimulatedMessage> Clean =
        [.. SimulatedHerd.Create(new SimulatedHerdOptions { Cows = 12 }).Messages(Start, Start.AddHours(12))];

    [Fact]
    public void Without_faults_messages_are_unchanged()
    {
        var stream = new MessageFaultInjector(new MessageFaultOptions());
        Assert.Equal(Clean, stream.Apply(Clean));
        Assert.Equal(new MessageFaultCounts(Clean.Count, Clean.Count, 0, 0, 0, 0, 0, 0), stream.Counts);
    }

    [Fact]
    public void Counts_match_the_injected_faults()
    {
        var stream = new MessageFaultInjector(MessageFaultOptions.Typical);
        var sent = stream.Apply(Clean).ToList();
        var counts = stream.Counts;
        Assert.Equal(Clean.Count, counts.Received);
        Assert.Equal(sent.Count, counts.Sent);
        Assert.Equal(counts.Received - counts.Missing + counts.Duplicated, counts.Sent);
        Assert.Equal(counts.Duplicated, sent.Count - sent.Select(message => (message.DeviceId, Convert.ToBase64String(message.Payload)))
            .Distinct().Count() - Empty(sent));
        Assert.Equal(counts.Garbage, sent.Count(message => !IsJson(message.Payload)));
        Assert.All([counts.Missing, counts.Late, counts.Duplicated, counts.OutOfOrder, counts.Stuck, counts.Garbage], count =>
            Assert.True(count > 0));
    }

    [Fact]
    public void Messages_stay_in_order_of_sending_time()
    {
        var stream = new MessageFaultInjector(new MessageFaultOptions { OutOfOrderChance = 0.2, LateChance = 0.2 });
        var sent = stream.Apply(Clean).Select(message => message.SendAt).ToList();
        Assert.Equal(sent.Order(), sent);
        Assert.True(stream.Counts.OutOfOrder > 100);
    }

    [Fact]
    public void A_stuck_sensor_repeats_its_values_under_a_new_time()
    {
        var stream = new MessageFaultInjector(new MessageFaultOptions { StuckChance = 1 });
        var sensor = stream.Apply(Clean.Where(message => message.Kind == MessageKind.Environment)).GroupBy(message => message.DeviceId)
            .First().ToList();
        Assert.Single(sensor.Select(Readings).Distinct());
        Assert.Equal(sensor.Count,
            sensor.Select(message => JsonDocument.Parse(message.Payload).RootElement.GetProperty("timestamp").GetString()).Distinct()
            .Count());
    }

    [Fact]
    public void Equal_seeds_inject_equal_faults_and_other_seeds_do_not()
    {
        var one = new MessageFaultInjector(MessageFaultOptions.Typical).Apply(Clean).ToList();
        Assert.Equal(one.Select(Key), new MessageFaultInjector(MessageFaultOptions.Typical).Apply(Clean).Select(Key));
        Assert.NotEqual(one.Select(Key), new MessageFaultInjector(MessageFaultOptions.Typical with { Seed = 2 }).Apply(Clean).Select(Key));
    }

    [Theory]
    [InlineData(-0.1, 0)]
    [InlineData(0.6, 0.6)]
    [InlineData(double.NaN, 0)]
    public void Impossible_chances_are_refused(double missing, double late) =>
        Assert.Throws<ArgumentException>(
            () => new MessageFaultInjector(new MessageFaultOptions { MissingChance = missing, LateChance = late }));

    private static int Empty(List<SimulatedMessage> sent) =>
        sent.Where(message => message.Payload.Length == 0).GroupBy(message => message.DeviceId).Sum(group => group.Count() - 1);

    private static string Key(SimulatedMessage message) => $"{message.SendAt} {message.DeviceId} {Convert.ToBase64String(message.Payload)}";

    private static string Readings(SimulatedMessage message)
    {
        using var json = JsonDocument.Parse(message.Payload);
        return json.RootElement.GetProperty("readings").GetRawText();
    }

    private static bool IsJson(byte[] payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            _ = json.RootElement.EnumerateObject().Select(member => member.Value.ToString()).ToList();
            return true;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
