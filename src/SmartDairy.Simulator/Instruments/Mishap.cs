using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Instruments;

/// <summary>A span in which an instrument is not as it should be.</summary>
/// <param name="Kind">Null for a gap in which nothing arrives, of which there is no truth to find.</param>
/// <param name="A">Of a loose collar: added to ln activity.</param>
/// <param name="B">Of a loose collar: share of rumination that it misses.</param>
internal readonly record struct Mishap(TruthKind? Kind, long Start, long End, double A, double B)
{
    public bool Holds(long at) => at >= Start && at < End;
}
