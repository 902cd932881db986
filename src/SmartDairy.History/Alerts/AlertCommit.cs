using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.History.Alerts;

/// <summary>What became of one rule at one source.</summary>
public sealed record AlertCommit
{
    public required AlertKey Key { get; init; }

    /// <summary>Those that changed. Revision 1: it is new. Else it is stored with the revision before it.</summary>
    public IReadOnlyList<Alert> Alerts { get; init; } = [];

    /// <summary>In order. Their sequences are given when they are stored.</summary>
    public IReadOnlyList<AlertEvent> Events { get; init; } = [];

    /// <summary>
    /// All refusals of this rule and source at or after this event time are replaced by <see cref="SuppressedAlerts"/>; null:
    /// <see cref="SuppressedAlerts"/> are added, those that are stored already are passed over.
    /// </summary>
    public long? ReplaceSuppressedFrom { get; init; }

    public IReadOnlyList<SuppressedAlert> SuppressedAlerts { get; init; } = [];

    /// <summary>Those whose id is stored already are passed over.</summary>
    public IReadOnlyList<AlertDelivery> Deliveries { get; init; } = [];
}
