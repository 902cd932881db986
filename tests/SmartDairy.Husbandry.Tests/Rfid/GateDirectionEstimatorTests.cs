using SmartDairy.Contracts.Rfid;
using Xunit;
using static SmartDairy.Husbandry.Tests.Rfid.TagReads;

namespace SmartDairy.Husbandry.Tests.Rfid;

public sealed class GateDirectionEstimatorTests
{
    [Theory]
    [InlineData("inbound", PassageDirection.Inbound)]
    [InlineData("OUT", PassageDirection.Outbound)]
    [InlineData("sideways", PassageDirection.Unknown)]
    [InlineData(null, PassageDirection.Unknown)]
    public void With_one_antenna_only_the_readers_opinion_tells(string? said, PassageDirection expected)
    {
        var passage =
            Assert.Single(Fold(Gate(), [Read(0, direction: said), Read(1, direction: said, rssi: -45), Read(2, direction: said)]));
        Assert.Equal(expected, passage.Direction);
        Assert.Equal(expected == PassageDirection.Unknown ? 0 : Math.Tanh(1.75), passage.DirectionConfidence, 6);
    }

    [Fact]
    public void Where_it_was_strongest_first_is_where_it_came_from()
    {
        // Both antennas see it all the time; the field strength tells where it was.
        var passing = Enumerable.Range(0, 21)
            .SelectMany(i =>
                new[] { Read(i / 5.0, antenna: 1, rssi: -50 - (Math.Abs(i - 5) * 2)),
                    Read(i / 5.0, antenna: 2, rssi: -50 - (Math.Abs(i - 15) * 2)) });
        var passage = Assert.Single(Fold(Gate(), passing));
        Assert.Equal(PassageDirection.Inbound, passage.Direction);
        Assert.InRange(passage.DirectionConfidence, 0.95, 1);
    }

    [Fact]
    public void Antennas_that_saw_it_at_once_tell_nothing()
    {
        var passage =
            Assert.Single(Fold(Gate(), [Read(0), Read(0, antenna: 2), Read(1), Read(1, antenna: 2), Read(2), Read(2, antenna: 2)]));
        Assert.Equal((PassageDirection.Unknown, 0.0), (passage.Direction, passage.DirectionConfidence));
    }

    [Fact]
    public void Clear_antennas_outweigh_a_readers_opinion()
    {
        var passage = Assert.Single(Fold(Gate(),
            [Read(0, direction: "outbound"), Read(0.2, rssi: -50), Read(0.4), Read(3, antenna: 2), Read(3.2, antenna: 2, rssi: -50),
                Read(3.4, antenna: 2)]));
        Assert.Equal(PassageDirection.Inbound, passage.Direction);
    }

    /// <summary>Cows walk, hesitate and turn their heads; reads fade and are missed. The reader gives no opinion.</summary>
    [Fact]
    public void Of_a_thousand_noisy_passes_under_two_antennas_more_than_97_in_100_get_the_right_direction_and_confidence_is_honest()
    {
        var random = new Random(7);
        var (right, told, sureRight, sure) = (0, 0, 0, 0);
        for (var pass = 0; pass < 1_000; pass++)
        {
            var inbound = random.Next(2) == 0;
            var passage = Assert.Single(Fold(Gate(), Walk(random, inbound)));
            var correct = passage.Direction == (inbound ? PassageDirection.Inbound : PassageDirection.Outbound);
            told += passage.Direction == PassageDirection.Unknown ? 0 : 1;
            right += correct ? 1 : 0;
            if (passage.DirectionConfidence > 0.95)
            {
                sure++;
                sureRight += correct ? 1 : 0;
            }
        }

        Assert.True(right > 970, $"{right} of 1000 right, {told} told");
        Assert.True(sureRight > 0.99 * sure && sure > 500, $"{sureRight} right of {sure} that were sure");
    }

    /// <summary>
    /// Antennas 1.2 m apart and 1 m away, 0.4 to 1.4 m/s, a stop now and then, 5 dB of fading, a quarter of the reads missed; a tag's echo
    /// fades with the fourth power of distance.
    /// </summary>
    private static IEnumerable<Contracts.Readings.TagReading> Walk(Random random, bool inbound)
    {
        var (position, speed, second) = (-2.0, 0.4 + random.NextDouble(), 0.0);
        var stopAt = random.Next(3) == 0 ? (random.NextDouble() * 4) - 2 : double.NaN;
        var message = 0L;
        while (position < 2)
        {
            if (Math.Abs(position - stopAt) < speed * 0.1)
            {
                second += random.NextDouble() * 3;
                stopAt = double.NaN;
            }

            second += 0.1;
            position += speed * 0.1;
            var antenna = 1 + random.Next(2);
            var distance = position - (antenna == 1 == inbound ? -0.6 : 0.6);
            var rssi = -45 - (20 * Math.Log10((distance * distance) + 1)) + (5 * Normal(random));
            if (random.Next(4) != 0 && rssi > -65)
            {
                yield return Read(second, antenna: antenna, rssi: Math.Round(rssi), message: ++message);
            }
        }
    }

    private static double Normal(Random random)
        => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
