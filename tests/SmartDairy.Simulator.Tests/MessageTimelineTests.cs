using System.Text.Json;
using CsCheck;
using SmartDairy.Contracts.Readings;
using SmartDairy.Protocol.Payloads;
using SmartDairy.Protocol.Rejections;
using SmartDairy.Protocol.Topics;
using Xunit;

namespace SmartDairy.Simulator.Tests;

public sealed class MessageTimelineTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 0, 0, 0, TimeSpan.Zero);
    private static readonly SimulatedHerdOptions Small = new() { Cows = 12, ZonesPerBarn = 1, Stalls = 4, TimeZone = "Europe/Berlin" };

    [Fact]
    public void The_same_seed_sends_the_same_bytes()
    {
        var first = SimulatedHerd.Create(Small).Messages(Start, Start.AddHours(8)).Select(Key).ToList();
        var second = SimulatedHerd.Create(Small).Messages(Start, Start.AddHours(8)).Select(Key).ToList();
        Assert.NotEmpty(first);
        Assert.Equal(first, second);
        Assert.NotEqual(first, SimulatedHerd.Create(Small with { Seed = 35 }).Messages(Start, Start.AddHours(8)).Select(Key));
    }

    [Fact]
    public void Adjoining_spans_give_the_same_messages_as_the_whole_span()
    {
        var herd = SimulatedHerd.Create(Small);
        var whole = herd.Messages(Start, Start.AddHours(12)).Select(Key).ToList();
        Gen.Int[1, (12 * 3600) - 1].Sample(
            seconds =>
            {
                var cut = Start.AddSeconds(seconds);
                return whole.SequenceEqual(herd.Messages(Start, cut).Concat(herd.Messages(cut, Start.AddHours(12))).Select(Key));
            },
            iter: 25, threads: 1);
    }

    [Fact]
    public void Messages_are_in_order_of_time_and_within_the_span()
    {
        var messages = SimulatedHerd.Create(Small).Messages(Start, Start.AddDays(1)).ToList();
        Assert.Equal(messages.Select(message => message.SendAt).Order(), messages.Select(message => message.SendAt));
        Assert.All(messages, message =>
            Assert.InRange(message.EventTime, Start.ToUnixTimeMilliseconds(), Start.AddDays(1).ToUnixTimeMilliseconds() - 1));
    }

    [Fact]
    public void No_device_sends_a_time_and_number_twice()
    {
        var messages = SimulatedHerd.Create(Small).Messages(Start, Start.AddDays(3)).ToList();
        var ids = messages.Select(message =>
        {
            using var json = JsonDocument.Parse(message.Payload);
            return (message.DeviceId, message.EventTime, json.RootElement.GetProperty("seq").GetInt64());
        });
        Assert.Equal(messages.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Every_message_decodes_without_rejection_or_flags()
    {
        var herd = SimulatedHerd.Create(Small);
        var devices = herd.Devices.ToDictionary(device => device.Id);
        var readings = new List<Reading>();
        var refusals = new List<Rejection>();
        var sent = 0;
        foreach (var message in herd.Messages(Start, Start.AddDays(2)).Where(message => message.Kind != MessageKind.Status))
        {
            Assert.True(TopicParser.TryParse(message.Topic, out var topic), message.Topic);
            PayloadDecoder.Decode(
                new DecodeContext(topic.Kind, devices[message.DeviceId], message.EventTime, null), message.Payload, readings, refusals);
            sent++;
        }

        Assert.Empty(refusals);
        Assert.Equal(sent, readings.Count);
        Assert.All(readings, reading => Assert.Equal(ReadingFlags.None, reading.Flags));
    }

    [Fact]
    public void The_estimate_is_within_5_percent_of_the_count()
    {
        var herd = SimulatedHerd.Create(new SimulatedHerdOptions());
        var count = herd.Messages(Start, Start.AddDays(2)).Count();
        Assert.InRange(herd.EstimateMessageCount(TimeSpan.FromDays(2)), count * 0.95, count * 1.05);
    }

    private static string Key(SimulatedMessage message) =>
        $"{message.SendAt} {message.DeviceId} {message.ConnectionId} {message.Topic} {Convert.ToBase64String(message.Payload)}";
}
