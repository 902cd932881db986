namespace SmartDairy.Contracts.Animals;

/// <summary>
/// The single writer of a farm's herd book: the events and the bindings of its animals. The grain key is the farm id. Refusals throw <see cref="Refusals.RefusedException"/>.
/// </summary>
[Alias("herd-book")]
public interface IHerdBookGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Records at most 1,000 events, all or none. An empty id is filled in; an event sent twice is recorded once. Refused with INVALID_ARGUMENT, listing each problem, or with NOT_FOUND, naming the animals that the farm does not have.
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
}
