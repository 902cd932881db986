using System.Text.Json;
using SmartDairy.Simulator.Biology;
using Xunit;

namespace SmartDairy.Simulator.Tests;

public sealed class BiologyTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 99.5, 37.7, 10_491)]
    [InlineData(2, 64.5, 46.4, 11_868)]
    [InlineData(3, 65.0, 50.5, 12_683)]
    public void Lactation_peaks_and_totals_match_published_values(int parity, double peakDay, double peak, double sum305)
    {
        var best = Enumerable.Range(1, 305).MaxBy(day => LactationCurve.DailyYield(parity, day));
        Assert.InRange(best, peakDay - 1.5, peakDay + 1.5);
        Assert.Equal(peak, LactationCurve.DailyYield(parity, peakDay), 0.1);
        Assert.InRange(Enumerable.Range(1, 305).Sum(day => LactationCurve.DailyYield(parity, day)), sum305 * 0.99, sum305 * 1.01);
    }

    [Fact]
    public void Collar_minutes_accumulate_over_the_farm_day_and_reset_at_its_midnight()
    {
        var herd = SimulatedHerd.Create(new SimulatedHerdOptions { Cows = 6, TimeZone = "America/New_York" });
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        // 8 March 2026 has 23 hours in New York.
        var from = new DateTimeOffset(2026, 3, 7, 0, 0, 0, TimeSpan.Zero);
        foreach (var collar in herd.Messages(from, from.AddDays(4)).Where(m => m.Kind == MessageKind.Activity).GroupBy(m => m.DeviceId))
        {
            var restarts = 0;
            (DateTime Day, double Minutes)? last = null;
            foreach (var message in collar)
            {
                using var json = JsonDocument.Parse(message.Payload);
                var root = json.RootElement;
                var minutes = root.GetProperty("rumination_minutes").GetDouble();
                var sum = minutes + root.GetProperty("eating_minutes").GetDouble() + root.GetProperty("resting_minutes").GetDouble();
                var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(message.EventTime), zone);
                if (last is { } before)
                {
                    Assert.True(local.Date == before.Day ? minutes >= before.Minutes : minutes < before.Minutes);
                    restarts += local.Date == before.Day ? 0 : 1;
                }

                Assert.True(sum <= local.TimeOfDay.TotalMinutes + 0.001 || local.Day == 8);
                last = (local.Date, minutes);
            }

            Assert.Equal(4, restarts);
        }
    }

    [Fact]
    public void A_cow_in_milk_has_two_milkings_a_day_each_between_two_gate_reads()
    {
        var herd = SimulatedHerd.Create(new SimulatedHerdOptions { Cows = 30 });
        var day = herd.Messages(Start, Start.AddDays(1)).ToList();
        var expected = herd.Cows.Count(cow => !cow.IsDry(Start.AddHours(5).ToUnixTimeMilliseconds()))
            + herd.Cows.Count(cow => !cow.IsDry(Start.AddHours(16).ToUnixTimeMilliseconds()));
        Assert.Equal(expected, day.Count(message => message.Kind == MessageKind.MilkingStart));
        Assert.Equal(expected, day.Count(message => message.Kind == MessageKind.MilkingData));
        Assert.Equal(expected, day.Count(message => message.Kind == MessageKind.MilkingEnd));
        Assert.Equal(2 * expected, day.Count(message => message.Kind == MessageKind.TagRead));
    }

    [Fact]
    public void Barn_temperature_is_higher_in_the_afternoon_than_before_dawn()
    {
        var herd = SimulatedHerd.Create(new SimulatedHerdOptions { Cows = 60 });
        var byHour = herd.Messages(Start, Start.AddDays(7)).Where(message => message.Kind == MessageKind.Environment)
            .GroupBy(message => DateTimeOffset.FromUnixTimeMilliseconds(message.EventTime).Hour)
            .ToDictionary(hour => hour.Key, hour => hour.Average(Temperature));
        Assert.True(byHour[16] > byHour[5] + 2, $"{byHour[16]} against {byHour[5]}");
    }

    private static double Temperature(SimulatedMessage message)
    {
        using var json = JsonDocument.Parse(message.Payload);
        return json.RootElement.GetProperty("readings").GetProperty("temperature_c").GetDouble();
    }
}
