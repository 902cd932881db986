using SmartDairy.Contracts.Detections;
using SmartDairy.Evaluation.Replay;
using SmartDairy.Simulator.Truth;
using Xunit;

namespace SmartDairy.Evaluation.Tests.Replay;

public sealed class HerdReplayTests
{
    [Fact]
    public void The_same_herd_twice_is_found_the_same()
    {
        var (first, second) = (SmallFarm.Replay(SmallFarm.Create(), 45), SmallFarm.Replay(SmallFarm.Create(), 45));
        Assert.NotEmpty(first.Detections);
        Assert.Equal(SmallFarm.Text(first.Detections), SmallFarm.Text(second.Detections));
        Assert.Equal(SmallFarm.Text(first.CompositeDetections), SmallFarm.Text(second.CompositeDetections));
    }

    [Fact]
    public void Every_message_of_the_simulated_farm_is_understood()
    {
        var replay = SmallFarm.Replay(SmallFarm.Create(), 3);
        Assert.Equal(0, replay.Rejected);
        Assert.InRange(replay.Messages, 24 * 3 * 20, 24 * 3 * 60);
    }

    [Fact]
    public void Strangers_broken_payloads_and_unknown_topics_are_refused_and_change_nothing()
    {
        var herd = SmallFarm.Create(cows: 10);
        var whole = SmallFarm.Replay(herd, 30);
        var disturbed = new HerdReplay(SmallFarm.CreateReplayFarm(herd, 30), compositeMilk: true);
        foreach (var (index, message) in herd.Messages(SmallFarm.Start, SmallFarm.Start.AddDays(30)).Index())
        {
            disturbed.Process(message);
            if (index % 50 == 0)
            {
                disturbed.Process("NOBODY", message.Topic, message.Payload, message.SendAt);
                disturbed.Process(message.DeviceId, "dairy/farm/1/elsewhere", message.Payload, message.SendAt);
                disturbed.Process(message.DeviceId, message.Topic, message.Payload.AsSpan(0, message.Payload.Length / 2), message.SendAt);
            }
        }

        disturbed.Complete(SmallFarm.Start.AddDays(30).ToUnixTimeMilliseconds());
        Assert.True(disturbed.Rejected > 100);
        Assert.Equal(SmallFarm.Text(whole.Detections), SmallFarm.Text(disturbed.Detections));
    }

    [Fact]
    public void Messages_that_come_twice_or_an_hour_late_end_in_the_same_findings()
    {
        var herd = SmallFarm.Create(cows: 12);
        var whole = SmallFarm.Replay(herd, 40);
        var random = new Random(3);
        var late = herd.Messages(SmallFarm.Start, SmallFarm.Start.AddDays(40))
            .Select(message => (Message: message, At: message.SendAt + (random.Next(10) == 0 ? random.Next(3_600_000) : 0)))
            .SelectMany(one => random.Next(10) == 0 ? [one, (one.Message, one.At + 60_000)] : new[] { one })
            .OrderBy(one => one.At).ToList();
        var replay = new HerdReplay(SmallFarm.CreateReplayFarm(herd, 40));
        foreach (var (message, at) in late)
        {
            replay.Process(message.DeviceId, message.Topic, message.Payload, at);
        }

        replay.Complete(SmallFarm.Start.AddDays(40).AddHours(2).ToUnixTimeMilliseconds());
        Assert.Equal(Standing(whole), Standing(replay));
    }

    [Fact]
    public void Nothing_is_told_before_it_was_measured()
    {
        var replay = SmallFarm.Replay(SmallFarm.Create(), 40);
        Assert.All(replay.Detections, told =>
            Assert.True(told.ReportedAt >= told.Detection.StartedAt && told.ReportedAt >= told.Detection.DetectedAt - 3_600_000));
        Assert.All(replay.Detections, told => Assert.InRange(told.Detection.Certainty, 0, 1));
    }

    [Fact]
    public void With_the_noise_doubled_it_still_finds_heats_though_no_more()
    {
        Assert.True(Found(noise: 1) is var (found, heats) && found > heats * 0.5, $"{found} of {heats}");
        var (blurred, same) = Found(noise: 2);
        Assert.Equal(heats, same);
        Assert.InRange(blurred, 1, found + 2);
    }

    private static (int Found, int Heats) Found(double noise)
    {
        const int days = 60;
        var herd = SmallFarm.Create(seed: 11, cows: 30, noise);
        var replay = SmallFarm.Replay(herd, days);
        var heats = herd.Truth(SmallFarm.Start.AddDays(21), SmallFarm.Start.AddDays(days - 1))
            .Where(one => one.Kind == TruthKind.Estrus && one.IsVisible).ToList();
        var told =
            replay.Detections.Where(one => one.Detection.Kind == DetectionKind.Heat && one.Detection.State != DetectionState.Retracted)
            .ToList();
        Assert.True(heats.Count >= 15, $"{heats.Count} heats are too few to tell anything.");
        return (heats.Count(heat =>
            told.Exists(one => one.Detection.SubjectId == heat.SubjectId && one.ReportedAt >= heat.Start - 21_600_000
            && one.ReportedAt <= heat.End + 43_200_000)), heats.Count);
    }

    private static List<string> Standing(HerdReplay replay)
        => [.. replay.Detections.Where(told => told.Detection.State != DetectionState.Retracted)
        .Select(told => $"{told.Detection.Id} {told.Detection.StartedAt} {told.Detection.EndedAt} {told.Detection.Score:R}")
        .Order(StringComparer.Ordinal)];
}
