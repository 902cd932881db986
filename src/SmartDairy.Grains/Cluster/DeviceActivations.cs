using System.Collections.Concurrent;

namespace SmartDairy.Grains.Cluster;

/// <summary>The device actors that are awake on this silo.</summary>
public sealed class DeviceActivations
{
    private readonly ConcurrentDictionary<GrainId, IGrainContext> _activations = new();

    public int Count => _activations.Count;

    public void Add(IGrainContext device) => _activations[device.GrainId] = device;

    /// <summary>Removes this activation; a newer one of the same device stays.</summary>
    public void Remove(IGrainContext device) => _activations.TryRemove(new(device.GrainId, device));

    /// <summary>Those that belong on another silo of <paramref name="silos"/>.</summary>
    public List<IGrainContext> FindMisplaced(SiloAddress here, IReadOnlyList<SiloAddress> silos)
    {
        var strangers = new List<IGrainContext>();
        foreach (var (id, device) in _activations)
        {
            if (!RendezvousHash.SelectSilo(id, silos).Equals(here))
            {
                strangers.Add(device);
            }
        }

        return strangers;
    }
}
