using Orleans.Concurrency;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Worklist;

namespace SmartDairy.Contracts.Animals;

/// <summary>
/// The actor that writes what people record on a farm: events of animals, bindings, collections of tanks and handled work items. Its key is
/// the farm's number. It refuses with <see cref="Refusals.RefusedException"/>.
/// </summary>
[Alias("herd-book")]
public interface IHerdBookGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Records at most 1,000 events, all or none. An empty id is filled in; an event sent twice is recorded once. Refused with
    /// INVALID_ARGUMENT, listing each problem, or with NOT_FOUND, naming the animals that the farm does not have.
    /// </summary>
    [Alias("record")] Task<IReadOnlyList<AnimalEvent>> RecordEventsAsync(IReadOnlyList<AnimalEvent> events);

    /// <summary>Retracts an event; null when there is no such event. Refused with CONFLICT when a later event depends on it.</summary>
    [Alias("retract")] Task<AnimalEvent?> RetractEventAsync(string eventId, string by);

    /// <summary>Records that animals were moved into a group; null means out of any group.</summary>
    [Alias("moved")] Task RecordGroupChangeAsync(IReadOnlyList<string> animalIds, string? group, string by);

    /// <summary>Changes bindings and recomputes everything derived from them.</summary>
    [Alias("change")] Task<BindingChangeResult> ChangeBindingsAsync(BindingChangeRequest change);

    /// <summary>Returns the effect of a change without storing anything.</summary>
    [Alias("preview")] Task<BindingChangeResult> PreviewBindingChangeAsync(BindingChangeRequest change);

    /// <summary>
    /// Records what was collected out of a tank. The same content under the same id is recorded once. Refused with CONFLICT when another
    /// collection has that id.
    /// </summary>
    /// <returns>The collection as it is stored.</returns>
    [Alias("record-tank-collection"), AlwaysInterleave] Task<TankCollection> RecordTankCollectionAsync(TankCollection collection);

    /// <summary>Retracts a collection out of a tank; its row stays.</summary>
    /// <returns>The retracted collection; null when the farm has none of that id.</returns>
    [Alias("retract-tank-collection"), AlwaysInterleave] Task<TankCollection?> RetractTankCollectionAsync(string collectionId);

    /// <summary>Stores that a work item was handled; a later call about the same item and day replaces an earlier one.</summary>
    [Alias("complete-work-item"), AlwaysInterleave] Task<WorkItemCompletion> CompleteWorkItemAsync(WorkItemCompletion completion);
}
