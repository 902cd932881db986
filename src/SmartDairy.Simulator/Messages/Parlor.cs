using SmartDairy.Contracts.Farms;
using SmartDairy.Simulator.Plan;

namespace SmartDairy.Simulator.Messages;

/// <summary>Meters and gates. The totals are sent in the last <c>session/data</c>; start and end only frame them.</summary>
internal sealed class Parlor(World world, FarmPlan plan) : IVoice
{
    // A large herd's evening milking may run past midnight, and the gate opens before the first cups are on.
    private const long ReachMs = 20 * 3_600_000L;
    private readonly HerdOptions _options = world.Options;
    private readonly Dictionary<long, List<Milking>> _rounds = [];
    private readonly SessionPayload _sessions = new(world.Options, world.Numbers.Meters);
    private readonly Gates _gates = new(world.Options, world.Numbers.Gates);

    public void Speak(long from, long to, PayloadWriter writer, List<SimulatedMessage> messages)
    {
        var day = new FarmDays(world.Zone).At(from - ReachMs);
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
        if (_rounds.TryGetValue(key, out var known))
        {
            return known;
        }

        var morning = (_options.EveningMilking - _options.MorningMilking) / TimeSpan.FromDays(1);
        var share = round == 0 ? 1 - morning : morning;
        var clock = round == 0 ? _options.MorningMilking : _options.EveningMilking;
        var made = MilkingRound.Of(world.Cows, world.Udder, world.Noise.Of(82, 0), _options.Stalls, day, round, clock, share);
        if (_rounds.Count >= 8)
        {
            _rounds.Clear();
        }

        _rounds[key] = made;
        return made;
    }

    private void Tell(Milking milking, long from, long to, PayloadWriter writer, List<SimulatedMessage> messages)
    {
        if (_options.Families.HasFlag(MessageFamilies.Tags))
        {
            _gates.Pass(plan.Entrance, milking.Cow, milking.GateIn, inbound: true, from, to, writer, messages);
            _gates.Pass(plan.Exit, milking.Cow, milking.GateOut, inbound: false, from, to, writer, messages);
        }

        if (!_options.Families.HasFlag(MessageFamilies.Milking))
        {
            return;
        }

        var meter = plan.Meters[milking.StallIndex];
        if (milking.Start >= from && milking.Start < to)
        {
            messages.Add(_sessions.Start(meter, milking, writer));
        }

        for (var number = 1; number <= _options.RunningTotals; number++)
        {
            var at = SessionPayload.TimeOf(milking, number, _options.RunningTotals);
            if (at >= from && at < to)
            {
                messages.Add(_sessions.Running(meter, milking, number, at, writer));
            }
        }

        if (milking.End >= from && milking.End < to)
        {
            messages.Add(_sessions.Total(meter, milking, writer));
            messages.Add(_sessions.End(meter, milking, writer));
        }
    }
}
