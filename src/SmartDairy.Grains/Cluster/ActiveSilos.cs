using SmartDairy.Contracts.Cluster;
using SmartDairy.Grains.Parts;

namespace SmartDairy.Grains.Cluster;

/// <summary>The active silos of the cluster in the view of this one, and calls to all of them.</summary>
public sealed class ActiveSilos(IClusterMembershipService membership, ILocalSiloDetails local, IGrainFactory grains, TimeProvider time)
{
    // A silo that hangs must not block its callers. Its answer is missing until it answers again or leaves.
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(3);

    /// <summary>The address of this silo.</summary>
    public SiloAddress Local => local.SiloAddress;

    /// <summary>Rises with every change of the membership known to this silo.</summary>
    public MembershipVersion Version => membership.CurrentSnapshot.Version;

    /// <summary>The addresses of the active silos, this one included, in no order.</summary>
    public IReadOnlyList<SiloAddress> GetAddresses()
    {
        var silos = new List<SiloAddress>();
        foreach (var member in membership.CurrentSnapshot.Members.Values)
        {
            if (member.Status == SiloStatus.Active)
            {
                silos.Add(member.SiloAddress);
            }
        }

        return silos;
    }

    /// <summary>Sums the answers of all silos but this one. A silo that left or does not answer within 3 s counts as zero.</summary>
    public async Task<long> SumOthersAsync(Func<ISiloGrain, Task<long>> query)
    {
        List<Task<long>>? calls = null;
        foreach (var silo in GetAddresses())
        {
            if (!silo.Equals(Local))
            {
                (calls ??= []).Add(QueryAsync(grains.GetGrain<ISiloGrain>(silo.ToParsableString()), query));
            }
        }

        if (calls is null)
        {
            return 0;
        }

        long sum = 0;
        foreach (var answer in await Task.WhenAll(calls))
        {
            sum += answer;
        }

        return sum;
    }

    /// <summary>Notifies all silos but this one. A silo that left or does not answer within 3 s is skipped.</summary>
    public Task NotifyOthersAsync(Func<ISiloGrain, Task> notify)
        => SumOthersAsync(async silo =>
        {
            await notify(silo);
            return 0;
        });

    private async Task<long> QueryAsync(ISiloGrain silo, Func<ISiloGrain, Task<long>> query)
    {
        try
        {
            return await query(silo).WaitAsync(CallTimeout, time);
        }
        catch (Exception e) when (Transient.Is(e))
        {
            return 0;
        }
    }
}
