namespace SmartDairy.Contracts.Devices;

/// <summary>The owner of a topic prefix. The device itself or its gateway may publish there.</summary>
[GenerateSerializer, Immutable, Alias("device-binding")]
public sealed record TopicOwner(
    [property: Id(0)] string DeviceId,
    [property: Id(1)] int FarmId,
    [property: Id(2)] string? GatewayId)
{
    public bool MayPublish(string? principal) => principal == DeviceId || (GatewayId is not null && principal == GatewayId);
}
