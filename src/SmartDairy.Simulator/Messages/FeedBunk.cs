using SmartDairy.Contracts.Farms;
using SmartDairy.Simulator.Plan;

namespace SmartDairy.Simulator.Messages;

/// <summary>Cows seen at the feed bunk of their barn: nine meals a day, the lower end of the 9–14 of a cow's time budget.</summary>
internal sealed class FeedBunk(World world, FarmPlan plan) : IVoice
{
    public const int VisitsPerDay = 9;

    public void Speak(long from, long to, PayloadWriter writer, List<SimulatedMessage> messages)
    {
        var day = new FarmDays(world.Zone).At(from);
        for (; day.Midnight < to; day = day.Next())
        {
            foreach (var cow in world.Cows)
            {
                var own = world.Noise.Of(60, cow.Index);
                for (var visit = 0; visit < VisitsPerDay; visit++)
                {
                    var draw = own.Uniform((day.Date.DayNumber * VisitsPerDay) + visit);
                    var at = day.At(TimeSpan.FromHours(5)) + (long)((visit + draw) / VisitsPerDay * 18.5 * 3_600_000);
                    if (at >= from && at < to && at < day.End)
                    {
                        messages.Add(TagPayload.Of(plan.Areas[cow.Barn - 1], cow, at, null, null, writer));
                    }
                }
            }
        }
    }
}
