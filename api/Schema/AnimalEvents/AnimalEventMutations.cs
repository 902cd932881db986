using GraphQL;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Animals;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Schema.AnimalEvents;

/// <summary>Mutations of the events in animals' lives.</summary>
public sealed class AnimalEventMutations
{
    private const int MaxEvents = 1_000;

    /// <summary>
    /// Records up to 1,000 events in animals' lives, all or none. INVALID_ARGUMENT names each event that is refused, with its position.
    /// Events that are already recorded are not recorded again.
    /// </summary>
    /// <param name="events">Events to record, 1 to 1,000.</param>
    public static async Task<IEnumerable<AnimalEventView>> RecordAnimalEvents(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, IReadOnlyList<AnimalEventInput> events)
    {
        caller.RequireWrite(farmId);
        if (events.Count is < 1 or > MaxEvents)
        {
            throw new InvalidArgumentException(
                $"'events' has {events.Count} items; it must have 1 to {MaxEvents}.", "Record more in further calls.");
        }

        await FarmAccess.RequireAsync(grains, farmId);
        var told = new AnimalEvent[events.Count];
        for (var i = 0; i < told.Length; i++)
        {
            told[i] = events[i].ToEvent(farmId, i, caller.Name);
        }

        return (await grains.GetGrain<IHerdBookGrain>(farmId).RecordEventsAsync(told)).Select(happened => new AnimalEventView(happened));
    }

    /// <summary>
    /// Retracts an event recorded by mistake. NOT_FOUND when the farm has no such event; CONFLICT when a later event depends on it.
    /// </summary>
    public static async Task<AnimalEventView> RetractAnimalEvent(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, [Id] string id)
    {
        caller.RequireWrite(farmId);
        await FarmAccess.RequireAsync(grains, farmId);
        return await grains.GetGrain<IHerdBookGrain>(farmId).RetractEventAsync(id, caller.Name) is { } retracted
            ? new(retracted)
            : throw new NotFoundException($"Farm {farmId} has no event '{ErrorText.Truncate(id)}'.", "List them with the animal's events.");
    }
}
