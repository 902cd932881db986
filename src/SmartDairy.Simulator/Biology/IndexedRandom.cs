namespace SmartDairy.Simulator.Biology;

/// <summary>
/// Stateless random numbers: a number is a pure function of (seed, channel, index), so any span of time can be generated alone and equals
/// the same span of a longer run.
/// </summary>
internal readonly struct IndexedRandom(ulong seed)
{
    public IndexedRandom Derive(int channel, int entity) => new(Mix(seed ^ Mix(((ulong)(uint)channel << 32) | (uint)entity)));

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform(long index) => (Mix(seed + (ulong)index * 0x9E3779B97F4A7C15UL) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Roughly normal, mean 0, deviation 1, never beyond ±3.5: the sum of four uniforms, scaled.</summary>
    public double Normal(long index)
    {
        var sum = Uniform(index * 4) + Uniform(index * 4 + 1) + Uniform(index * 4 + 2) + Uniform(index * 4 + 3);
        return (sum - 2) * 1.7320508075688772;
    }

    /// <summary>Smooth drift: a normal value every <paramref name="period"/>, with cosine interpolation.</summary>
    public double Smooth(double at, double period)
    {
        var position = at / period;
        var floor = Math.Floor(position);
        var blend = (1 - Math.Cos((position - floor) * Math.PI)) / 2;
        return Normal((long)floor) * (1 - blend) + Normal((long)floor + 1) * blend;
    }

    /// <summary>An integer in [0, <paramref name="below"/>).</summary>
    public int Below(long index, int below) => (int)(Uniform(index) * below);

    // The finaliser of SplitMix64.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
