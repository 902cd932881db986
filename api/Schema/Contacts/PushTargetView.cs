using GraphQL;
using SmartDairy.Contracts.Alerts.Contacts;

namespace SmartDairy.Api.Schema.Contacts;

/// <summary>A browser or a phone that is pushed to, without what only it may know.</summary>
[Name("PushTarget")]
public sealed record PushTargetView(string Id, string Service)
{
    /// <summary>Unique in the contact; unsubscribePush takes it.</summary>
    [Id]
    public string Id { get; } = Id;

    /// <summary>Host of the push service, or fcm.</summary>
    public string Service { get; } = Service;

    internal static PushTargetView From(PushTarget target) => new(PushTargetIdentity.GetId(target), PushTargetIdentity.GetService(target));
}
