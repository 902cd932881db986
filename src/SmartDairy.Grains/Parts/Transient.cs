using SmartDairy.History;

namespace SmartDairy.Grains.Parts;

/// <summary>Tells outages from defects.</summary>
public static class Transient
{
    /// <summary>
    /// True when the store, another silo or the cluster cannot answer now, so that the same work may succeed later. Any other exception is a defect of this code and repeats.
    /// </summary>
    public static bool Is(Exception exception) => exception is HistoryUnavailableException or TimeoutException or OrleansException;
}
