using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Simulator.Biology;

/// <summary>Sequence of random numbers of one subject.</summary>
internal sealed class RandomSequence(IndexedRandom noise)
{
    private long _next;

    public double Uniform() => noise.Uniform(_next++ << 3);

    /// <summary>Standard normal; never beyond ±3.5.</summary>
    public double Normal() => noise.Normal(_next++ << 3);

    public double Sample(TruncatedNormal spread) => spread.FromStandardNormal(Normal());

    public bool Chance(double chance) => Uniform() < chance;
}
