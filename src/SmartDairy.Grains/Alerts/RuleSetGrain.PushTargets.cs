using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Refusals;

namespace SmartDairy.Grains.Alerts;

/// <content>Changes of contacts that depend on the contact as it is: each reads and writes in one turn of the actor, so none is
/// lost.</content>
public sealed partial class RuleSetGrain
{
    public async Task<Contact> SaveContactDetailsAsync(Contact contact)
        => await SaveContactAsync(contact with { Push = (await FindContactAsync(contact.Id))?.Push ?? [] });

    public async Task<Contact?> AddPushTargetAsync(string contactId, PushTarget target)
    {
        if (await FindContactAsync(contactId) is not { } contact)
        {
            return null;
        }

        PushTarget[] others = [.. contact.Push.Where(other => !other.HasSameAddress(target))];
        return others.Length < Contact.MaxPushTargets
            ? await SaveContactAsync(contact with { Push = [.. others, target] })
            : throw new RefusedException(
                RefusalKind.Conflict,
                $"The contact has {others.Length} browsers and phones; {Contact.MaxPushTargets} are allowed.",
                "Remove one with unsubscribePush.");
    }

    public async Task<Contact?> RemovePushTargetAsync(string contactId, PushTarget target)
    {
        if (await FindContactAsync(contactId) is not { } contact)
        {
            return null;
        }

        PushTarget[] others = [.. contact.Push.Where(other => !other.HasSameAddress(target))];
        return others.Length < contact.Push.Count ? await SaveContactAsync(contact with { Push = others }) : null;
    }

    private async Task<Contact?> FindContactAsync(string contactId)
        => (await ListContactsAsync()).FirstOrDefault(contact => contact.Id == contactId);
}
