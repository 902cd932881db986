using SmartDairy.Simulator.Nature;
using SmartDairy.Simulator.Plan;

namespace SmartDairy.Simulator.Messages;

/// <summary>Meters and gates. The totals are sent once, in <c>session/data</c>; start and end only frame them.</summary>
internal sealed class Parlor(HerdOptions options, FarmPlan plan, IReadOnlyList<Cow> cows, Noise noise, TimeZoneInfo zone) : IVoice
{
    // A large herd's evening milking may run past midnight, and the gate opens before the first cups are on.
    private const long ReachMs = 20 * 3_600_000L;
    private readonly Lock _lock = new();
    private readonly Dictionary<long, List<Milking>> _rounds = [];

    public void Speak(long from, long to, PayloadWriter writer, List<SimulatedMessage> messages)
    {
        var day = new FarmDays(zone).At(from - ReachMs);
        for (; day.Midnight < to + 3_600_000; day = day.Next())
        {
            for (var round = 0; round < 2; round++)
            {
                foreach (var milking in RoundOf(day, round))
                {
                    if (milking.GateOut >= from && milking.GateIn < to)
                    {
                        Tell(milking, from, to, writer, messages);
                    }
                }
            }
        }
    }

    private List<Milking> RoundOf(FarmDay day, int round)
    {
        var key = (day.Date.DayNumber * 2L) + round;
        lock (_lock)
        {
            if (_rounds.TryGetValue(key, out var known))
            {
                return known;
            }

            var morning = (options.EveningMilking - options.MorningMilking) / TimeSpan.FromDays(1);
            var share = round == 0 ? 1 - morning : morning;
            var clock = round == 0 ? options.MorningMilking : options.EveningMilking;
            var made = MilkingRound.Of(cows, noise.Of(82, 0), options.Stalls, day, round, clock, share);
            if (_rounds.Count >= 8)
            {
                _rounds.Clear();
            }

            _rounds[key] = made;
            return made;
        }
    }

    private void Tell(Milking milking, long from, long to, PayloadWriter writer, List<SimulatedMessage> messages)
    {
        if (milking.GateIn >= from && milking.GateIn < to)
        {
            messages.Add(TagPayload.Of(plan.Entrance, milking.Cow, milking.GateIn, "inbound", writer));
        }

        if (milking.Start >= from && milking.Start < to)
        {
            messages.Add(SessionPayload.Of(plan.Meters[milking.StallIndex], milking, MessageKind.MilkingStart, writer));
        }

        if (milking.End >= from && milking.End < to)
        {
            messages.Add(SessionPayload.Of(plan.Meters[milking.StallIndex], milking, MessageKind.MilkingData, writer));
            messages.Add(SessionPayload.Of(plan.Meters[milking.StallIndex], milking, MessageKind.MilkingEnd, writer));
        }

        if (milking.GateOut >= from && milking.GateOut < to)
        {
            messages.Add(TagPayload.Of(plan.Exit, milking.Cow, milking.GateOut, "outbound", writer));
        }
    }
}
