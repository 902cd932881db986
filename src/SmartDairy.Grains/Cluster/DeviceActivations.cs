using System.Collections.Concurrent;

namespace SmartDairy.Grains.Cluster;

/// <summary>The device actors that are active on this silo. Thread-safe.</summary>
public sealed class DeviceActivations
{
    private readonly ConcurrentDictionary<GrainId, IGrainContext> _activations = new();

    /// <summary>The number of active device actors.</summary>
    public int Count => _activations.Count;

    /// <summary>Adds an activation.</summary>
    public void Add(IGrainContext device) => _activations[device.GrainId] = device;

    /// <summary>Removes an activation; a newer one of the same device stays.</summary>
    public void Remove(IGrainContext device) => _activations.TryRemove(new(device.GrainId, device));

    /// <summary>The activations that belong on another silo of <paramref name="silos"/>.</summary>
    public List<IGrainContext> FindMisplaced(SiloAddress here, IReadOnlyList<SiloAddress> silos)
    {
        var misplaced = new List<IGrainContext>();
        foreach (var (id, device) in _activations)
        {
            if (!RendezvousHash.SelectSilo(id, silos).Equals(here))
            {
                misplaced.Add(device);
            }
        }

        return misplaced;
    }
}
