namespace SmartDairy.Contracts.Alerts;

/// <summary>What happens to a farm's alerts, as it happens.</summary>
public interface IAlertFeed
{
    /// <summary>
    /// Every event of the farm's alerts that is stored from now on, over all silos, in order, each once. Nothing is dropped: whoever reads slowly is told
    /// later. Of events that follow each other within a moment the alert shown may already be the later one. Ends when it is cancelled.
    /// </summary>
    IAsyncEnumerable<AlertChange> ReadChangesAsync(int farmId, CancellationToken cancellationToken);
}
