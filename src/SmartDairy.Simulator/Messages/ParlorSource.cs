using SmartDairy.Contracts.Farms;
using SmartDairy.Simulator.Layout;

namespace SmartDairy.Simulator.Messages;

/// <summary>Messages of the milk meters and gates. The totals are in the last <c>session/data</c>; start and end carry none.</summary>
internal sealed class ParlorSource(SimulationContext context, FarmLayout layout) : IMessageSource
{
    // The evening milking of a large herd may run past midnight, and cows enter before the first cups are attached.
    private const long LookbackMs = 20 * 3_600_000L;
    private readonly SimulatedHerdOptions _options = context.Options;
    private readonly Dictionary<long, List<PlannedMilking>> _shifts = [];
    private readonly MilkingMessages _sessions = new(context.Options, context.Parameters.Meters);
    private readonly GatePassages _gates = new(context.Options, context.Parameters.Gates);

    public void Emit(long from, long to, PayloadWriter writer, List<SimulatedMessage> messages)
    {
        var day = new FarmCalendar(context.Zone).DayAt(from - LookbackMs);
        for (; day.Start < to + 3_600_000; day = day.Next())
        {
            for (var round = 0; round < 2; round++)
            {
                foreach (var milking in ShiftOf(day, round))
                {
                    if (milking.LeavesAt >= from && milking.EntersAt < to)
                    {
                        EmitMilking(milking, from, to, writer, messages);
                    }
                }
            }
        }
    }

    private List<PlannedMilking> ShiftOf(FarmDay day, int round)
    {
        var key = (day.Date.DayNumber * 2L) + round;
        if (_shifts.TryGetValue(key, out var known))
        {
            return known;
        }

        var morning = (_options.EveningMilking - _options.MorningMilking) / TimeSpan.FromDays(1);
        var share = round == 0 ? 1 - morning : morning;
        var timeOfDay = round == 0 ? _options.MorningMilking : _options.EveningMilking;
        var milkings =
            MilkingShiftPlanner.Plan(
                context.Cows, context.Udder, context.RandomSource.Derive(82, 0), _options.Stalls, day, round, timeOfDay, share);
        if (_shifts.Count >= 8)
        {
            _shifts.Clear();
        }

        _shifts[key] = milkings;
        return milkings;
    }

    private void EmitMilking(PlannedMilking milking, long from, long to, PayloadWriter writer, List<SimulatedMessage> messages)
    {
        if (_options.Families.HasFlag(MessageFamilies.Tags))
        {
            _gates.EmitPassage(layout.Entrance, milking.Cow, milking.EntersAt, inbound: true, from, to, writer, messages);
            _gates.EmitPassage(layout.Exit, milking.Cow, milking.LeavesAt, inbound: false, from, to, writer, messages);
        }

        if (!_options.Families.HasFlag(MessageFamilies.Milking))
        {
            return;
        }

        var meter = layout.Meters[milking.StallIndex];
        if (milking.Start >= from && milking.Start < to)
        {
            messages.Add(_sessions.Start(meter, milking, writer));
        }

        for (var number = 1; number <= _options.RunningTotals; number++)
        {
            var at = MilkingMessages.TimeOf(milking, number, _options.RunningTotals);
            if (at >= from && at < to)
            {
                messages.Add(_sessions.RunningTotal(meter, milking, number, at, writer));
            }
        }

        if (milking.End >= from && milking.End < to)
        {
            messages.Add(_sessions.Total(meter, milking, writer));
            messages.Add(_sessions.End(meter, milking, writer));
        }
    }
}
