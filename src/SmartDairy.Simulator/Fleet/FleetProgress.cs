namespace SmartDairy.Simulator.Fleet;

/// <summary>How far a run has come. <paramref name="Acknowledged"/> + <paramref name="Rejected"/> reaches the number of messages at the end.</summary>
/// <param name="Sent">Messages handed to a connection, resends not counted.</param>
/// <param name="Acknowledged">Acknowledged with success.</param>
/// <param name="Rejected">
/// Acknowledged with a failure code, or of a connection that the broker will not let in; neither is sent again.
/// </param>
/// <param name="Total">Messages of the whole run, perhaps estimated; null when unknown.</param>
/// <param name="Connected">Connections that are up.</param>
/// <param name="Elapsed">Since the run began.</param>
public sealed record FleetProgress(long Sent, long Acknowledged, long Rejected, long? Total, int Connected, TimeSpan Elapsed)
{
    /// <summary>Acknowledged messages a second over the whole run.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? Acknowledged / Elapsed.TotalSeconds : 0;

    /// <summary>Time to the end at this rate; null when the total is unknown or nothing has been acknowledged.</summary>
    public TimeSpan? Remaining => Total is { } total && Rate > 0 ? TimeSpan.FromSeconds(Math.Max(0, total - Acknowledged - Rejected) / Rate) : null;
}
