using GraphQL;
using SmartDairy.Contracts.Alerts.Contacts;

namespace SmartDairy.Api.Schema.Contacts;

/// <summary>A browser or phone that receives push notifications, without its secrets.</summary>
[Name("PushTarget")]
public sealed record PushTargetView(string Id, string Service)
{
    /// <summary>Id of the push target, unique in the contact; unsubscribePush takes it.</summary>
    [Id]
    public string Id { get; } = Id;

    /// <summary>Host of the browser's push service, or fcm for an app.</summary>
    public string Service { get; } = Service;

    internal static PushTargetView From(PushTarget target) => new(PushTargetIdentity.GetId(target), PushTargetIdentity.GetService(target));
}
