namespace SmartDairy.Grains.Cluster;

/// <summary>
/// Rendezvous hashing: a grain belongs on the silo with the highest score for its id. Every silo with the same members selects the same
/// one; a silo that joins takes an even share from all others, a silo that leaves gives its share to all others, and nothing else moves.
/// </summary>
public static class RendezvousHash
{
    /// <summary>Selects the silo of a grain.</summary>
    /// <param name="silos">The candidates, at least one.</param>
    public static SiloAddress SelectSilo(GrainId grain, IReadOnlyList<SiloAddress> silos)
    {
        var best = silos[0];
        if (silos.Count == 1)
        {
            return best;
        }

        var key = (ulong)grain.GetUniformHashCode() << 32;
        var highest = Score(key, best);
        for (var i = 1; i < silos.Count; i++)
        {
            var score = Score(key, silos[i]);
            if (score > highest || (score == highest && silos[i].CompareTo(best) > 0))
            {
                (best, highest) = (silos[i], score);
            }
        }

        return best;
    }

    /// <summary>The finalizer of splitmix64: every bit of the input moves half the bits of the score.</summary>
    private static ulong Score(ulong key, SiloAddress silo)
    {
        var x = key | (uint)silo.GetConsistentHashCode();
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
