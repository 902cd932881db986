using SmartDairy.Simulator.Biology;

namespace SmartDairy.Simulator.Messages;

/// <summary>One milking of one cow. Times are Unix milliseconds in whole seconds.</summary>
internal sealed record PlannedMilking(
    SimulatedCow Cow, int StallIndex, string SessionId, long Sequence, long Start, long End, MilkYield Milk)
{
    /// <summary>Time of entry, three to six minutes before the cups are attached.</summary>
    public long EntersAt => Start - 180_000 - (long)(180_000 * Cow.RandomSource.Derive(70, 0).Uniform(Sequence));

    /// <summary>Time of exit, half a minute to two minutes after the cups are removed.</summary>
    public long LeavesAt => End + 30_000 + (long)(90_000 * Cow.RandomSource.Derive(70, 1).Uniform(Sequence));
}
