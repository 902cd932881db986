using SmartDairy.Contracts.Devices;

namespace SmartDairy.Contracts.Milking;

/// <summary>What was last said of a parlor on its status topic.</summary>
/// <param name="Status">Null when the message named none.</param>
/// <param name="Message">For people, up to 200 characters; null when there was none.</param>
/// <param name="Time">When it was said, or received; Unix milliseconds, UTC.</param>
[GenerateSerializer, Immutable, Alias("parlor-report")]
public sealed record ParlorStatusReport(
    [property: Id(0)] DeviceStatus? Status,
    [property: Id(1)] string? Message,
    [property: Id(2)] long Time);
