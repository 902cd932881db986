using CsCheck;
using SmartDairy.Analytics.Cows;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Readings;
using SmartDairy.Husbandry.Collars;
using Xunit;

namespace SmartDairy.Husbandry.Tests.Collars;

public sealed class CollarFoldTests
{
    private const long Minute = 60_000;
    private const long Hour = 3_600_000;
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly long Start = new DateTimeOffset(2026, 3, 10, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    [Fact]
    public void An_hour_is_the_difference_of_the_counters_spread_over_the_time_between_the_messages()
    {
        var hours =
            Fold(TimeZoneInfo.Utc,
                [(Start + (10 * Hour) + (30 * Minute), 100, 40), (Start + (11 * Hour) + (30 * Minute), 130, 60),
                    (Start + (12 * Hour) + (30 * Minute), 136, 80)]);
        var eleven = hours[HourOf(Start) + 11];

        // Half of 30 minutes, and half of 6.
        Assert.Equal(18, eleven.Rumination, 3);
        Assert.Equal(60, eleven.Activity, 3);
        Assert.Equal(1, eleven.Reports);
    }

    [Fact]
    public void A_day_begins_anew_at_the_farms_midnight_and_not_at_that_of_UTC()
    {
        // Midnight in Berlin is 23:00 UTC.
        var midnight = Start + (23 * Hour);
        var hours =
            Fold(Berlin, [(midnight - Hour, 400, 10), (midnight, 0, 10), (midnight + Hour, 30, 10), (midnight + (2 * Hour), 50, 10)]);
        Assert.Equal(30, hours[HourOf(midnight)].Rumination, 3);
        Assert.Equal(20, hours[HourOf(midnight) + 1].Rumination, 3);
    }

    [Fact]
    public void Over_a_lost_midnight_the_new_day_counts_from_it()
    {
        var hours = Fold(TimeZoneInfo.Utc, [(Start + Day(1) - (90 * Minute), 400, 10), (Start + Day(1) + (2 * Hour), 60, 10)]);
        Assert.Equal(30, hours[HourOf(Start) + 24].Rumination, 3);
        Assert.Equal(30, hours[HourOf(Start) + 25].Rumination, 3);
        Assert.False(hours.ContainsKey(HourOf(Start) + 23) && !double.IsNaN(hours[HourOf(Start) + 23].Rumination));
    }

    [Fact]
    public void The_night_that_the_clocks_change_has_its_own_length()
    {
        // 2026-03-29: Berlin's day has 23 hours, and begins at 23:00 UTC of the 28th.
        var midnight = new DateTimeOffset(2026, 3, 28, 23, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var said = Enumerable.Range(0, 26).Select(hour => (midnight + (hour * Hour), hour < 23 ? hour * 10.0 : (hour - 23) * 10.0, 5.0))
            .ToArray();
        var hours = Fold(Berlin, said);
        for (var hour = 0; hour < 25; hour++)
        {
            // The message on the stroke of midnight belongs to the new day, so the hour before it is not told.
            Assert.Equal(hour == 22 ? double.NaN : 10, hours[HourOf(midnight) + hour].Rumination, 3);
        }
    }

    [Fact]
    public void A_collar_that_restarts_in_the_middle_of_the_day_counts_what_came_since()
    {
        var hours = Fold(TimeZoneInfo.Utc, [(Start + (10 * Hour), 200, 10), (Start + (11 * Hour), 12, 10), (Start + (12 * Hour), 30, 10)]);
        Assert.Equal(12, hours[HourOf(Start) + 10].Rumination, 3);
        Assert.Equal(18, hours[HourOf(Start) + 11].Rumination, 3);
    }

    [Fact]
    public void Nobody_knows_what_she_did_in_a_long_silence()
    {
        var hours = Fold(TimeZoneInfo.Utc, [(Start + (2 * Hour), 60, 10), (Start + (12 * Hour), 260, 10), (Start + (13 * Hour), 290, 10)]);
        Assert.DoesNotContain(HourOf(Start) + 6, hours.Keys);
        Assert.Equal(30, hours[HourOf(Start) + 12].Rumination, 3);
    }

    [Fact]
    public void A_silent_collars_last_hour_is_complete_by_the_clock()
    {
        var fold = new CollarFold(new FarmCalendar(TimeZoneInfo.Utc));
        fold.Add(Say(Start + (10 * Hour), 100, 40));
        fold.Add(Say(Start + (10 * Hour) + (40 * Minute), 120, 40));
        Assert.Empty(fold.DrainHours());
        fold.Advance(Start + (11 * Hour) + (29 * Minute));
        Assert.Empty(fold.DrainHours());
        fold.Advance(Start + (11 * Hour) + (30 * Minute));
        Assert.Equal(30, Assert.Single(fold.DrainHours()).Rumination, 3);
    }

    [Fact]
    public void What_is_out_of_range_says_nothing()
    {
        var fold = new CollarFold(new FarmCalendar(TimeZoneInfo.Utc));
        fold.Add(Say(Start, 0, 40));
        fold.Add(Say(Start + (30 * Minute), 10, 99_999) with { OutOfRange = 1 });
        fold.Add(Say(Start + Hour, 20, 40));
        Assert.Equal(40, Assert.Single(fold.DrainHours()).Activity, 3);
    }

    [Fact]
    public void Shuffled_within_the_window_and_repeated_it_is_as_in_order()
    {
        Gen.Select(Gen.Int[1, 4], Gen.Int[0, 1_000_000]).Sample(
            (perHour, seed) =>
            {
                var random = new Random(seed);
                var said = Day(random, perHour, 36);
                var expected = Fold(TimeZoneInfo.Utc, said);
                var shuffled = said.Select(one => (One: one, At: one.Time + (random.Next(4) == 0 ? random.Next(70) * Minute : 0)))
                    .OrderBy(one => one.At).Select(one => one.One).ToList();
                for (var i = 0; i < 5; i++)
                {
                    var again = random.Next(shuffled.Count);
                    shuffled.Insert(Math.Min(shuffled.Count, again + random.Next(3)), shuffled[again]);
                }

                // What came too late for the fold is folded from all there is.
                var late = new SortedSet<long>();
                var hours = Fold(TimeZoneInfo.Utc, shuffled, late);
                foreach (var hour in late)
                {
                    var around = said.Where(one => one.Time >= (hour - 3) * Hour && one.Time <= (hour + 4) * Hour).Select(Reading).ToList();
                    if (CollarFold.RecomputeHour(new FarmCalendar(TimeZoneInfo.Utc), hour, around) is { } whole
                        && expected.ContainsKey(hour))
                    {
                        hours[hour] = whole;
                    }
                }

                Assert.Equal(expected.Keys, hours.Keys);
                Assert.All(expected, hour => Assert.Equal(hour.Value, hours[hour.Key]));
            },
            iter: 200);
    }

    [Fact]
    public void The_hours_of_a_day_add_up_to_what_the_counter_said()
    {
        Gen.Int[0, 1_000_000].Sample(
            seed =>
            {
                var random = new Random(seed);
                var said = Day(random, 4, 23);
                var hours = Fold(TimeZoneInfo.Utc, said);
                var known = hours.Values.Where(hour => hour.Hour >= HourOf(Start) + 1 && hour.Hour < HourOf(Start) + 20).ToList();
                Assert.Equal(19, known.Count);
                var first = At(said, Start + Hour);
                var last = At(said, Start + (20 * Hour));
                Assert.Equal(last - first, known.Sum(hour => hour.Rumination), tolerance: 0.05);
            },
            iter: 200);
    }

    /// <summary>What the counter stood at, between the two messages around a time.</summary>
    private static double At((long Time, double Rumination, double Activity)[] said, long time)
    {
        var after = Array.FindIndex(said, one => one.Time >= time);
        var (left, right) = (said[after - 1], said[after]);
        return left.Rumination + ((right.Rumination - left.Rumination) * (time - left.Time) / (right.Time - left.Time));
    }

    private static (long Time, double Rumination, double Activity)[] Day(Random random, int perHour, int hours)
    {
        var said = new List<(long, double, double)>();
        var counter = 0.0;
        var (day, before) = (0, Start);
        for (var i = 0; i < hours * perHour; i++)
        {
            var time = Start + (long)((i + (random.NextDouble() * 0.8)) * Hour / perHour);
            var today = (int)((time - Start) / (24 * Hour));
            var passed = (time - Math.Max(before, Start + Day(today))) / (double)Minute;
            counter = (today == day ? counter : 0) + (random.NextDouble() * passed);
            (day, before) = (today, time);
            said.Add((time, counter, 20 + random.Next(40)));
        }

        return [.. said];
    }

    private static SortedDictionary<long, CollarHour> Fold(
        TimeZoneInfo zone, IEnumerable<(long Time, double Rumination, double Activity)> said, SortedSet<long>? late = null)
    {
        var fold = new CollarFold(new FarmCalendar(zone));
        var hours = new SortedDictionary<long, CollarHour>();
        foreach (var one in said)
        {
            fold.Add(Reading(one));
            foreach (var hour in fold.DrainHours())
            {
                hours[hour.Hour] = hour;
            }

            late?.UnionWith(fold.DrainLateHours());
        }

        return hours;
    }

    private static ActivityReading Reading((long Time, double Rumination, double Activity) one)
        => Say(one.Time, one.Rumination, one.Activity);

    private static ActivityReading Say(long time, double rumination, double activity)
    {
        var values = new double[Metrics.ForFamily(ReadingFamily.Activity).Length];
        Array.Fill(values, double.NaN);
        values[Metrics.Find(ReadingFamily.Activity, "activity_score")!.Index] = activity;
        values[Metrics.Find(ReadingFamily.Activity, "rumination_minutes")!.Index] = rumination;
        return new ActivityReading
        {
            DeviceId = "AC-1",
            FarmId = 1,
            Time = time,
            ReceivedAt = time,
            MessageId = time,
            Quality = 100,
            Values = values,
            AnimalId = "COW-1",
        };
    }

    private static long Day(int days) => days * 24 * Hour;

    private static long HourOf(long time) => time / Hour;
}
