using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Milking;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;

namespace SmartDairy.Api.Rest.Icar;

/// <summary>Every collection by its name.</summary>
internal sealed class IcarCollections
{
    private const string Animal = "animal";
    private readonly Dictionary<string, IIcarCollection> _collections;

    public IcarCollections(IHerdStore store, IRegistry registry, TimeProvider time)
    {
        _collections = new IIcarCollection[]
        {
            new AnimalCollection(store, registry, time),
            new DeviceCollection(registry, time),
            new HerdRecordCollection<MilkingSession>(
                store, registry, "milking-visits", HerdRecordKinds.Milkings, [], milking => milking.AnimalId,
                (milking, row, animal) => IcarMilkingVisit.From(milking, row, animal) is { } visit ? [visit] : []),
            Detections("heats", [("subjectType", Animal), ("kind", nameof(DetectionKind.Heat))], (heat, row, animal) =>
                [IcarHeatEvent.From(heat, row, animal)]),
            Detections("health-status", [("subjectType", Animal)], IcarHealthStatusEvent.From),
            Detections("attention-events", [("subjectType", Animal)], (detection, row, animal) =>
                [IcarAttentionEvent.From(detection, row, animal)]),
        }.ToDictionary(collection => collection.Name, StringComparer.Ordinal);

        HerdRecordCollection<Detection> Detections(
            string name, IReadOnlyList<(string Member, string Value)> having,
            Func<Detection, HerdRecord, AnimalRegistration?, IEnumerable<IcarResource>> messages) =>
            new(store, registry, name, HerdRecordKinds.Detections, having, detection => detection.SubjectId, messages);
    }

    /// <summary>In the order of the alphabet.</summary>
    public IEnumerable<string> Names => _collections.Keys.Order(StringComparer.Ordinal);

    /// <summary>Null when there is none of that name.</summary>
    public IIcarCollection? Find(string name) => _collections.GetValueOrDefault(name);
}
