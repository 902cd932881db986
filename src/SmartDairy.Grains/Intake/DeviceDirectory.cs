using System.Collections.Concurrent;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Topics;
using SmartDairy.History.Registry;
using SmartDairy.Protocol.Rejections;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Grains.Intake;

/// <summary>
/// Finds the device a topic belongs to. A place never changes hands while it is registered, so what was found once is kept;
/// what was not found is asked for again after a few seconds, because someone may have registered it meanwhile.
/// The device's own actor has the last word on whether it is enabled.
/// </summary>
public sealed class DeviceDirectory(IRegistry registry, IGrainFactory grains, TimeProvider time)
{
    private const int MaxUnknown = 10_000;
    private static readonly TimeSpan UnknownCacheTime = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, CacheEntry> _places = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _unknownPlaces = new(StringComparer.Ordinal);

    /// <summary>Looks up, at one go, all the places of the batch that are not known yet. Nothing is asked when all are.</summary>
    public async ValueTask ResolveAsync(IReadOnlyList<ReceivedMessage> messages)
    {
        HashSet<string>? places = null;
        HashSet<string>? devices = null;
        var known = _places.GetAlternateLookup<ReadOnlySpan<char>>();
        var unknown = _unknownPlaces.GetAlternateLookup<ReadOnlySpan<char>>();
        var now = time.GetTimestamp();
        foreach (var message in messages)
        {
            if (!TopicParser.TryGetTopic(message, out var topic))
            {
                continue;
            }

            var place = topic.DevicePrefix.IsEmpty ? message.Principal : topic.DevicePrefix;
            if (place.IsEmpty || known.ContainsKey(place)
                || (unknown.TryGetValue(place, out var since) && time.GetElapsedTime(since, now) < UnknownCacheTime))
            {
                continue;
            }

            if (topic.DevicePrefix.IsEmpty || topic.Kind == TopicKind.DeviceStatus)
            {
                (devices ??= []).Add(topic.DevicePrefix.IsEmpty ? message.Principal! : topic.Id.ToString());
            }
            else
            {
                (places ??= []).Add(place.ToString());
            }
        }

        if (places is not null)
        {
            var found = await registry.ResolvePlacesAsync(places, CancellationToken.None);
            foreach (var place in places)
            {
                Cache(place, found.GetValueOrDefault(place));
            }
        }

        if (devices is not null)
        {
            foreach (var id in devices)
            {
                var row = await registry.FindDeviceAsync(id, CancellationToken.None);
                var binding = row is null ? null : new TopicOwner(id, row.Registration.FarmId, row.Registration.GatewayId);
                Cache(id, binding);
                if (row is not null)
                {
                    var status = DeviceTopics.StatusTopic(row.Registration);
                    Cache(status[..status.LastIndexOf('/')], binding);
                }
            }
        }
    }

    /// <summary>The device of a message whose places were looked up, or why it has none.</summary>
    public MessageRoute FindRoute(ReceivedMessage message)
    {
        if (!TopicParser.TryGetTopic(message, out var topic))
        {
            return new(null, null, RejectionCode.TopicUnknown, "The topic is not one of the topics devices publish on.");
        }

        if (topic.IsForDevices)
        {
            return new(null, null, RejectionCode.NotAuthorized, "Devices listen on this topic; they do not publish on it.");
        }

        var place = topic.DevicePrefix.IsEmpty ? message.Principal : topic.DevicePrefix;
        if (place.IsEmpty)
        {
            return new(null, null, RejectionCode.NotAuthorized,
                "This topic names no device, so the sender's identity must, and the broker does not pass it on. Publish on a topic that names the device.");
        }

        if (!_places.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(place, out var entry))
        {
            return new(null, null, RejectionCode.DeviceUnknown,
                "No device is registered at this topic. Register it with registerDevices, or correct its barn, zone, animal, stall, gate or area.");
        }

        if (topic.FarmId != entry.Binding.FarmId)
        {
            return new(null, entry.Binding.DeviceId, RejectionCode.NotAuthorized,
                "The device is registered on another farm than the topic names.");
        }

        if (message.Principal is not null && !entry.Binding.MayPublish(message.Principal))
        {
            return new(null, entry.Binding.DeviceId, RejectionCode.NotAuthorized,
                "The connection belongs to another device: a device publishes only its own topics, a gateway only those of the devices registered behind it.");
        }

        return new(entry.Device, entry.Binding.DeviceId, default, null);
    }

    private void Cache(string place, TopicOwner? binding)
    {
        if (binding is not null)
        {
            _places[place] = new CacheEntry(binding, grains.GetGrain<IDeviceGrain>(binding.DeviceId));
            _unknownPlaces.TryRemove(place, out _);
            return;
        }

        if (_unknownPlaces.Count >= MaxUnknown)
        {
            _unknownPlaces.Clear();
        }

        _unknownPlaces[place] = time.GetTimestamp();
    }

    private sealed record CacheEntry(TopicOwner Binding, IDeviceGrain Device);
}
