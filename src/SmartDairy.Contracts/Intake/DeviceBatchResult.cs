namespace SmartDairy.Contracts.Intake;

/// <summary>The outcome of each message of a <see cref="DeviceBatch"/>, in its order, after the commit that holds them.</summary>
/// <param name="Accepted">How many readings were stored or known as duplicates.</param>
/// <param name="Outcomes">Null when every message was accepted.</param>
[GenerateSerializer, Immutable, Alias("device-receipt")]
public sealed record DeviceBatchResult(
    [property: Id(0)] int Accepted,
    [property: Id(1)] IReadOnlyList<ReceiptOutcome>? Outcomes);
