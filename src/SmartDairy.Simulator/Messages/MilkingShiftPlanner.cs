using System.Globalization;
using SmartDairy.Contracts.Farms;
using SmartDairy.Simulator.Biology;
using SmartDairy.Simulator.Layout;

namespace SmartDairy.Simulator.Messages;

/// <summary>Plans one of a day's two milkings: groups as large as the parlor, in a slightly varying order of cows.</summary>
internal static class MilkingShiftPlanner
{
    private const long MinGroupMs = 9 * 60_000;

    public static List<PlannedMilking> Plan(
        IReadOnlyList<SimulatedCow> cows, UdderModel udder, IndexedRandom noise, int stalls, FarmDay day, int shift, TimeSpan timeOfDay,
        double intervalShare)
    {
        var start = day.AtTimeOfDay(timeOfDay);
        var number = (day.Date.DayNumber * 2L) + shift;
        var queue = cows.Where(cow => !cow.IsDry(start))
            .OrderBy(cow => cow.Index + (8 * noise.Derive(80, cow.Index).Normal(number))).ThenBy(cow => cow.Index).ToList();

        var milkings = new List<PlannedMilking>(queue.Count);
        var date = day.Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var rows = (cows.Count + stalls - 1) / stalls;
        var groupStart = start;
        for (var first = 0; first < queue.Count; first += stalls)
        {
            var groupEnd = groupStart + MinGroupMs;
            for (var stall = 0; stall < stalls && first + stall < queue.Count; stall++)
            {
                var cow = queue[first + stall];
                var milk = udder.Milk(cow, groupStart, number, intervalShare, stall);
                var cupsOn = groupStart + (stall * 12_000L) + ((long)(20 * noise.Derive(81, cow.Index).Uniform(number)) * 1000);
                var cupsOff = cupsOn + (milk.Seconds * 1000L);
                var session = $"SES-{date}-{FarmLayout.ParlorId:000}-{(shift * rows * stalls) + first + stall + 1:000}";
                milkings.Add(new PlannedMilking(cow, stall, session, (number * rows) + (first / stalls), cupsOn, cupsOff, milk));
                groupEnd = Math.Max(groupEnd, cupsOff + 60_000);
            }

            groupStart = groupEnd + 120_000;
        }

        return milkings;
    }
}
