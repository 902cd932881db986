using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace SmartDairy.Streaming.Mqtt.Providers;

/// <summary>
/// Gives each active silo as many queues as any other, or one more. Every silo works it out from the cluster's membership alone, so all
/// come to the same result, as soon as they know of a silo that came or went. The ring balancer gives shares as uneven as the hashes of a
/// few silos are.
/// </summary>
internal sealed class EqualSharesBalancer(IServiceProvider services, ISiloStatusOracle silos, ILogger<EqualSharesBalancer> logger)
    : QueueBalancerBase(services, logger)
{
    private QueueId[] _queues = [];

    public static IStreamQueueBalancer Create(IServiceProvider services, string name) =>
        ActivatorUtilities.CreateInstance<EqualSharesBalancer>(services);

    public override Task Initialize(IStreamQueueMapper queueMapper)
    {
        _queues = [.. queueMapper.GetAllQueues()];
        return base.Initialize(queueMapper);
    }

    /// <summary>The queues of this silo by the membership as it is now: a starting silo asks before the first change is reported.</summary>
    public override IEnumerable<QueueId> GetMyQueues()
    {
        var active = silos.GetApproximateSiloStatuses(onlyActive: true).Keys;
        var owners = AssignQueues(_queues.Length, [.. active.Select(static silo => silo.ToParsableString())]);
        var self = SiloAddress.ToParsableString();
        return [.. _queues.Where((_, i) => owners[i] == self)];
    }

    protected override void OnClusterMembershipChange(HashSet<SiloAddress> activeSilos) => NotifyListeners().Ignore();

    /// <summary>
    /// The silo of each queue; null if there is none. The best match of all by a hash is taken, then the next best, until each silo has its
    /// share: so few queues move when a silo comes or goes.
    /// </summary>
    /// <param name="queues">How many there are.</param>
    /// <param name="silos">All different, in any order.</param>
    internal static string?[] AssignQueues(int queues, IReadOnlyList<string> silos)
    {
        var owners = new string?[queues];
        if (silos.Count == 0)
        {
            return owners;
        }

        var matches = new List<(ulong Score, int Queue, int Silo)>(queues * silos.Count);
        for (var queue = 0; queue < queues; queue++)
        {
            for (var silo = 0; silo < silos.Count; silo++)
            {
                var key = string.Create(CultureInfo.InvariantCulture, $"{queue}:{silos[silo]}");
                matches.Add((XxHash3.HashToUInt64(MemoryMarshal.AsBytes(Encoding.UTF8.GetBytes(key).AsSpan())), queue, silo));
            }
        }

        matches.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score)
            : a.Queue != b.Queue ? a.Queue.CompareTo(b.Queue)
            : string.CompareOrdinal(silos[a.Silo], silos[b.Silo]));
        var share = queues / silos.Count;
        var larger = queues % silos.Count;
        var taken = new int[silos.Count];
        foreach (var (_, queue, silo) in matches)
        {
            if (owners[queue] is not null || taken[silo] > share || (taken[silo] == share && larger == 0))
            {
                continue;
            }

            larger -= taken[silo] == share ? 1 : 0;
            taken[silo]++;
            owners[queue] = silos[silo];
        }

        return owners;
    }
}
