namespace SmartDairy.Contracts.Animals;

/// <summary>
/// The one who writes down what people tell of a farm's animals: what happened to them, and who wears what. Its key is the farm's number. What is refused is refused with
/// <see cref="Refusals.RefusedException"/>.
/// </summary>
[Alias("herd-book")]
public interface IHerdBookGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Records events, all or none, 1,000 at most. An empty id is filled in; the same event told twice is recorded once. Refused INVALID_ARGUMENT with one sentence a fault, NOT_FOUND
    /// naming the animals that the farm does not have.
    /// </summary>
    [Alias("record")] Task<IReadOnlyList<AnimalEvent>> RecordEventsAsync(IReadOnlyList<AnimalEvent> events);

    /// <summary>Takes an event back. Null when there is none; refused CONFLICT when what was told later needs it.</summary>
    [Alias("retract")] Task<AnimalEvent?> RetractEventAsync(string eventId, string by);

    /// <summary>Notes that animals were moved into a group, or with null out of any.</summary>
    [Alias("moved")] Task RecordGroupChangeAsync(IReadOnlyList<string> animalIds, string? group, string by);

    /// <summary>Changes who wears what, and derives anew what follows from it.</summary>
    [Alias("change")] Task<BindingChangeResult> ChangeBindingsAsync(BindingChangeRequest change);

    /// <summary>What a change would do; nothing is stored.</summary>
    [Alias("preview")] Task<BindingChangeResult> PreviewBindingChangeAsync(BindingChangeRequest change);
}
