using SmartDairy.Analytics.Cows;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Readings;
using SmartDairy.Husbandry.Derivation;
using Xunit;

namespace SmartDairy.Husbandry.Tests.Derivation;

public sealed class CollarDerivationTests
{
    private const long Hour = 3_600_000;
    private static readonly long Start = new DateTimeOffset(2026, 3, 10, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    [Fact]
    public void The_last_hour_of_a_collar_is_complete_after_two_hours_of_silence()
    {
        var collar = new CollarDerivation(Days());
        Assert.Null(collar.NextDeadline);
        foreach (var reading in Readings(10))
        {
            collar.Add(reading);
        }

        Assert.Equal(9, collar.DrainHours().Count);
        var last = Start + (10 * Hour) - 60_000;
        Assert.Equal(last + (2 * Hour) + 1, collar.NextDeadline);
        collar.Advance(last + (2 * Hour));
        Assert.Empty(collar.DrainHours());
        collar.Advance(last + (2 * Hour) + 1);
        Assert.Equal((Start / Hour) + 9, Assert.Single(collar.DrainHours()).Hour);
    }

    [Fact]
    public void Hours_derived_from_history_are_those_that_were_derived_live()
    {
        var readings = Readings(48);
        var collar = new CollarDerivation(Days());
        var live = new Dictionary<long, CollarHour>();
        foreach (var reading in readings)
        {
            collar.Add(reading);
            foreach (var hour in collar.DrainHours())
            {
                live[hour.Hour] = hour;
            }
        }

        for (var from = 4; from < 40; from += 7)
        {
            var span = new CollarRederivation(Days(), Start + (from * Hour), Start + ((from + 6) * Hour));
            span.Add([.. readings.Where(reading => reading.Time >= span.ReadFrom && reading.Time < span.ReadTo)]);
            var first = (Start / Hour) + from;
            Assert.Equal(Enumerable.Range(0, 6).Select(i => live[first + i]), span.Complete(Start + (48 * Hour)));
        }
    }

    [Fact]
    public void Only_hours_wholly_inside_the_span_are_derived()
    {
        var span = new CollarRederivation(Days(), Start + (4 * Hour) + 1, Start + (7 * Hour) - 1);
        span.Add(Readings(12));
        Assert.Equal([(Start / Hour) + 5], span.Complete(Start + (12 * Hour)).Select(hour => hour.Hour));
        var open = new CollarRederivation(Days(), Start + (4 * Hour), null);
        open.Add(Readings(12));
        Assert.Equal(7, open.Complete(Start + (12 * Hour)).Count);
        Assert.Equal(8, open.Complete(Start + (13 * Hour)).Count);
    }

    private static FarmCalendar Days() => new(TimeZoneInfo.Utc);

    private static ActivityReading[] Readings(int hours) => [.. Enumerable.Range(0, hours).Select(hour =>
    {
        var values = new double[Metrics.ForFamily(ReadingFamily.Activity).Length];
        values.AsSpan().Fill(double.NaN);
        values[Metrics.Find(ReadingFamily.Activity, "activity_score")!.Index] = 30 + (hour % 5);
        values[Metrics.Find(ReadingFamily.Activity, "rumination_minutes")!.Index] = ((hour % 24) + 1) * 20;
        var at = Start + ((hour + 1) * Hour) - 60_000;
        return new ActivityReading
            { DeviceId = "AC-1", FarmId = 1, AnimalId = null, Time = at, ReceivedAt = at, MessageId = hour, Quality = 100,
                Values = values };
    })];
}
