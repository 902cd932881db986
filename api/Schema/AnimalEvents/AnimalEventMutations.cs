using GraphQL;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Animals;

namespace SmartDairy.Api.Schema.AnimalEvents;

/// <summary>What people tell of animals.</summary>
public sealed class AnimalEventMutations
{
    private const int MaxEvents = 1_000;

    /// <summary>
    /// Records up to 1,000 life events in one call. All or nothing; INVALID_ARGUMENT names each event that cannot be, with its place. An event that was recorded before is
    /// not recorded again.
    /// </summary>
    public static async Task<IEnumerable<AnimalEventView>> RecordAnimalEvents(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, IReadOnlyList<AnimalEventInput> events)
    {
        caller.RequireWrite(farmId);
        if (events.Count is < 1 or > MaxEvents)
            throw new InvalidArgumentException($"'events' has {events.Count} items; it must have 1 to {MaxEvents}.", "Record more in further calls.");
        await FarmAccess.RequireAsync(grains, farmId);
        var told = new AnimalEvent[events.Count];
        for (var i = 0; i < told.Length; i++) told[i] = events[i].ToEvent(farmId, i, caller.Name);
        return (await grains.GetGrain<IHerdBookGrain>(farmId).RecordEventsAsync(told)).Select(happened => new AnimalEventView(happened));
    }

    /// <summary>Takes an event back that was told by mistake. NOT_FOUND when the farm has none of that id; CONFLICT when a later event needs it.</summary>
    public static async Task<AnimalEventView> RetractAnimalEvent([FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, [Id] string id)
    {
        caller.RequireWrite(farmId);
        await FarmAccess.RequireAsync(grains, farmId);
        return await grains.GetGrain<IHerdBookGrain>(farmId).RetractEventAsync(id, caller.Name) is { } retracted
            ? new(retracted)
            : throw new NotFoundException($"Farm {farmId} has no event '{ErrorText.Truncate(id)}'.", "List them with the animal's events.");
    }
}
