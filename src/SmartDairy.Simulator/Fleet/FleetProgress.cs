namespace SmartDairy.Simulator.Fleet;

/// <summary>
/// Progress of a run. <paramref name="Acknowledged"/> + <paramref name="Rejected"/> equals the number of messages at the end.
/// </summary>
/// <param name="Sent">Messages handed to a connection, without resends.</param>
/// <param name="Acknowledged">Messages acknowledged with success.</param>
/// <param name="Rejected">
/// Messages acknowledged with a failure code, or of a connection that the broker refuses; they are not sent again.
/// </param>
/// <param name="Total">Messages of the whole run, possibly estimated; null when unknown.</param>
/// <param name="Connected">Open connections.</param>
/// <param name="Elapsed">Time since the run began.</param>
public sealed record FleetProgress(long Sent, long Acknowledged, long Rejected, long? Total, int Connected, TimeSpan Elapsed)
{
    /// <summary>Acknowledged messages a second over the whole run.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? Acknowledged / Elapsed.TotalSeconds : 0;

    /// <summary>Time to the end at this rate; null when the total is unknown or nothing has been acknowledged.</summary>
    public TimeSpan? Remaining
        => Total is { } total && Rate > 0 ? TimeSpan.FromSeconds(Math.Max(0, total - Acknowledged - Rejected) / Rate) : null;
}
