using SmartDairy.Contracts.Devices;

namespace SmartDairy.Contracts.Milking;

/// <summary>The last report on a parlor's status topic.</summary>
/// <param name="Status">Reported status; null when the message has none.</param>
/// <param name="Message">Free text, at most 200 characters; null when there was none.</param>
/// <param name="Time">Time of the report, or of its receipt; Unix milliseconds, UTC.</param>
[GenerateSerializer, Immutable, Alias("parlor-report")]
public sealed record ParlorStatusReport(
    [property: Id(0)] DeviceStatus? Status,
    [property: Id(1)] string? Message,
    [property: Id(2)] long Time);
