namespace SmartDairy.Contracts.Alerts;

/// <summary>Live events of a farm's alerts.</summary>
public interface IAlertFeed
{
    /// <summary>
    /// Streams every alert event of the farm stored from now on by any silo, in order and exactly once. Nothing is dropped; a slow reader
    /// receives events later. When events follow each other closely, the alert attached to an event may already include later ones. Ends on
    /// cancellation.
    /// </summary>
    IAsyncEnumerable<AlertChange> ReadChangesAsync(int farmId, CancellationToken cancellationToken);
}
