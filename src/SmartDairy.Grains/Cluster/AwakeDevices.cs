using System.Collections.Concurrent;

namespace SmartDairy.Grains.Cluster;

/// <summary>The device actors that are awake on this silo.</summary>
public sealed class AwakeDevices
{
    private readonly ConcurrentDictionary<GrainId, IGrainContext> _awake = new();

    public int Count => _awake.Count;

    public void Add(IGrainContext device) => _awake[device.GrainId] = device;

    /// <summary>Removes this activation; a newer one of the same device stays.</summary>
    public void Remove(IGrainContext device) => _awake.TryRemove(new(device.GrainId, device));

    /// <summary>Those that belong on another silo of <paramref name="silos"/>.</summary>
    public List<IGrainContext> Strangers(SiloAddress here, IReadOnlyList<SiloAddress> silos)
    {
        var strangers = new List<IGrainContext>();
        foreach (var (id, device) in _awake)
        {
            if (!HomeSilo.Of(id, silos).Equals(here))
            {
                strangers.Add(device);
            }
        }

        return strangers;
    }
}
