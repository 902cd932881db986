using SmartDairy.Contracts.Cluster;

namespace SmartDairy.Grains.Cluster;

/// <summary>The silos of the cluster as this one sees them, and what is to be asked of all of them.</summary>
public sealed class ActiveSilos(IClusterMembershipService membership, ILocalSiloDetails local, IGrainFactory grains, TimeProvider time)
{
    // A silo that hangs must not hang whoever asks: what it would have said is missing until it answers or is gone.
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(3);

    public SiloAddress Local => local.SiloAddress;

    /// <summary>Rises with every change that this silo heard of.</summary>
    public MembershipVersion Version => membership.CurrentSnapshot.Version;

    /// <summary>Those that are active, this one included, in no order.</summary>
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

    /// <summary>The sum of what every silo but this one answers; one that is gone or does not answer within 3 s counts nothing.</summary>
    public async Task<long> SumOthersAsync(Func<ISiloGrain, Task<long>> query)
    {
        List<Task<long>>? asked = null;
        foreach (var silo in GetAddresses())
        {
            if (!silo.Equals(Local))
            {
                (asked ??= []).Add(QueryAsync(grains.GetGrain<ISiloGrain>(silo.ToParsableString()), query));
            }
        }

        if (asked is null)
        {
            return 0;
        }

        long sum = 0;
        foreach (var answer in await Task.WhenAll(asked))
        {
            sum += answer;
        }

        return sum;
    }

    /// <summary>Tells every silo but this one something; one that is gone or does not answer within 3 s is not told.</summary>
    public Task NotifyOthersAsync(Func<ISiloGrain, Task> notify)
        => SumOthersAsync(async silo =>
        {
            await notify(silo);
            return 0;
        });

    private async Task<long> QueryAsync(ISiloGrain silo, Func<ISiloGrain, Task<long>> ask)
    {
        try
        {
            return await ask(silo).WaitAsync(CallTimeout, time);
        }
        catch (Exception e) when (e is OrleansException or TimeoutException or History.HistoryUnavailableException)
        {
            return 0;
        }
    }
}
