using SmartDairy.Contracts.Farms;
using SmartDairy.Simulator.Layout;

namespace SmartDairy.Simulator.Messages;

/// <summary>Tag reads at the feed bunk of each barn: nine meals a day per cow, the lower end of the usual 9–14.</summary>
internal sealed class FeedBunkSource(SimulationContext context, FarmLayout layout) : IMessageSource
{
    public const int VisitsPerDay = 9;

    public void Emit(long from, long to, PayloadWriter writer, List<SimulatedMessage> messages)
    {
        var day = new FarmCalendar(context.Zone).DayAt(from);
        for (; day.Start < to; day = day.Next())
        {
            foreach (var cow in context.Cows)
            {
                var own = context.RandomSource.Derive(60, cow.Index);
                for (var visit = 0; visit < VisitsPerDay; visit++)
                {
                    var draw = own.Uniform((day.Date.DayNumber * VisitsPerDay) + visit);
                    var at = day.AtTimeOfDay(TimeSpan.FromHours(5)) + (long)((visit + draw) / VisitsPerDay * 18.5 * 3_600_000);
                    if (at >= from && at < to && at < day.End)
                    {
                        messages.Add(TagReadMessage.Create(layout.Areas[cow.Barn - 1], cow, at, null, null, writer));
                    }
                }
            }
        }
    }
}
