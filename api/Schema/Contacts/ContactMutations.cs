using GraphQL;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Schema.Contacts;

/// <summary>Mutations of contacts.</summary>
public sealed class ContactMutations
{
    /// <summary>Saves a contact, or replaces the one of the same id except for its push targets.</summary>
    public static async Task<ContactView> SaveContact(
        [FromServices] IGrainFactory grains, [FromServices] TimeProvider time, [Caller] ApiPrincipal caller, int farmId, ContactInput input)
    {
        caller.RequireWrite(farmId);
        var contact = input.ToContact(farmId, input.Id ?? $"CON-{Guid.CreateVersion7(time.GetUtcNow()):N}");
        await FarmAccess.RequireAsync(grains, farmId);
        return new(await grains.GetGrain<IRuleSetGrain>(farmId).SaveContactDetailsAsync(contact));
    }

    /// <summary>Deletes a contact. NOT_FOUND when the farm has no such contact.</summary>
    public static async Task<bool> DeleteContact(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, [Id] string id)
    {
        caller.RequireWrite(farmId);
        await FarmAccess.RequireAsync(grains, farmId);
        return await grains.GetGrain<IRuleSetGrain>(farmId).RemoveContactAsync(id) ? true : throw ContactNotFound(farmId, id);
    }

    /// <summary>
    /// Adds a browser or phone that receives the contact's push notifications, or replaces its keys when it is already there. CONFLICT when
    /// the contact has 20 push targets.
    /// </summary>
    /// <param name="target">Browser or phone to notify.</param>
    public static async Task<ContactView> SubscribePush(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, [Id] string contactId, PushTargetInput target)
    {
        caller.RequireWrite(farmId);
        var added = target.ToTarget();
        await FarmAccess.RequireAsync(grains, farmId);
        return new(await grains.GetGrain<IRuleSetGrain>(farmId).AddPushTargetAsync(contactId, added)
            ?? throw ContactNotFound(farmId, contactId));
    }

    /// <summary>Removes a browser or phone from the contact's push targets. NOT_FOUND when the contact has no such push target.</summary>
    /// <param name="targetId">Id of the push target to remove.</param>
    public static async Task<ContactView> UnsubscribePush(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, [Id] string contactId, [Id] string targetId)
    {
        caller.RequireWrite(farmId);
        await FarmAccess.RequireAsync(grains, farmId);
        var ruleSet = grains.GetGrain<IRuleSetGrain>(farmId);
        var contact = (await ruleSet.ListContactsAsync()).FirstOrDefault(contact => contact.Id == contactId)
            ?? throw ContactNotFound(farmId, contactId);
        var remaining = contact.Push.FirstOrDefault(target => PushTargetIdentity.GetId(target) == targetId) is { } removed
            ? await ruleSet.RemovePushTargetAsync(contactId, removed)
            : null;
        return new(remaining ?? throw new NotFoundException(
            $"The contact has no push target '{ErrorText.Truncate(targetId)}'.", "Ask for contacts { push { id } }."));
    }

    private static NotFoundException ContactNotFound(int farmId, string id)
        => new($"Farm {farmId} has no contact '{ErrorText.Truncate(id)}'.", "List them with contacts.");
}
