using SmartDairy.Contracts.Farms;
using SmartDairy.Simulator.Biology;
using SmartDairy.Simulator.Layout;

namespace SmartDairy.Simulator.Messages;

/// <summary>Cows seen at the feed bunk of their barn: nine meals a day, the lower end of the 9–14 of a cow's time budget.</summary>
internal sealed class FeedBunkSource(SimulationContext world, FarmLayout plan) : IMessageSource
{
    public const int VisitsPerDay = 9;

    public void Emit(long from, long to, PayloadWriter writer, List<SimulatedMessage> messages)
    {
        var day = new FarmCalendar(world.Zone).DayAt(from);
        for (; day.Start < to; day = day.Next())
        {
            foreach (var cow in world.Cows)
            {
                var own = world.RandomSource.Derive(60, cow.Index);
                for (var visit = 0; visit < VisitsPerDay; visit++)
                {
                    var draw = own.Uniform((day.Date.DayNumber * VisitsPerDay) + visit);
                    var at = day.AtTimeOfDay(TimeSpan.FromHours(5)) + (long)((visit + draw) / VisitsPerDay * 18.5 * 3_600_000);
                    if (at >= from && at < to && at < day.End)
                    {
                        messages.Add(TagReadMessage.Create(plan.Areas[cow.Barn - 1], cow, at, null, null, writer));
                    }
                }
            }
        }
    }
}
