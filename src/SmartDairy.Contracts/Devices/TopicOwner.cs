namespace SmartDairy.Contracts.Devices;

/// <summary>Who may speak at a place: the device itself, or the gateway it sits behind.</summary>
[GenerateSerializer, Immutable, Alias("device-binding")]
public sealed record TopicOwner(
    [property: Id(0)] string DeviceId,
    [property: Id(1)] int FarmId,
    [property: Id(2)] string? GatewayId)
{
    public bool MayPublish(string? principal) => principal == DeviceId || (GatewayId is not null && principal == GatewayId);
}
