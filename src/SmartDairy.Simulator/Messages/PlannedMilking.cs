using SmartDairy.Simulator.Biology;

namespace SmartDairy.Simulator.Messages;

/// <summary>One cow, milked once. Times are Unix milliseconds, whole seconds.</summary>
internal sealed record PlannedMilking(SimulatedCow Cow, int StallIndex, string SessionId, long Sequence, long Start, long End, MilkYield Milk)
{
    /// <summary>She comes through the entrance three to six minutes before the cups are on.</summary>
    public long EntersAt => Start - 180_000 - (long)(180_000 * Cow.RandomSource.Derive(70, 0).Uniform(Sequence));

    /// <summary>She is let out half a minute to two minutes after the cups are off.</summary>
    public long LeavesAt => End + 30_000 + (long)(90_000 * Cow.RandomSource.Derive(70, 1).Uniform(Sequence));
}
