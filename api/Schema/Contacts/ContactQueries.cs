using GraphQL;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Api.Schema.Contacts;

/// <summary>Queries of contacts.</summary>
public sealed class ContactQueries
{
    /// <summary>People on a farm who are notified of alerts, ordered by name.</summary>
    public static async Task<IEnumerable<ContactView>> Contacts(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId)
    {
        caller.RequireRead(farmId);
        await FarmAccess.RequireAsync(grains, farmId);
        return (await grains.GetGrain<IRuleSetGrain>(farmId).ListContactsAsync()).Select(contact => new ContactView(contact));
    }
}
