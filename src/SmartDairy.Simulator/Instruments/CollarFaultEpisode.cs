using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Instruments;

/// <summary>A span in which a collar is faulty.</summary>
/// <param name="Kind">Null for a gap without messages, which is not part of the ground truth.</param>
/// <param name="ActivityShift">For a loose collar, the value added to ln activity.</param>
/// <param name="RuminationLoss">For a loose collar, the share of rumination missed.</param>
internal readonly record struct CollarFaultEpisode(TruthKind? Kind, long Start, long End, double ActivityShift, double RuminationLoss)
{
    public bool Contains(long at) => at >= Start && at < End;
}
