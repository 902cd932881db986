using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Instruments;

/// <summary>A span in which an instrument is not as it should be.</summary>
/// <param name="Kind">Null for a gap in which nothing arrives, of which there is no truth to find.</param>
/// <param name="ActivityShift">Of a loose collar: added to ln activity.</param>
/// <param name="RuminationLoss">Of a loose collar: share of rumination that it misses.</param>
internal readonly record struct CollarFaultEpisode(TruthKind? Kind, long Start, long End, double ActivityShift, double RuminationLoss)
{
    public bool Contains(long at) => at >= Start && at < End;
}
