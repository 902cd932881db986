using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Instruments;

/// <summary>A span in which a sensor of the air is not as it should be.</summary>
/// <param name="Metric">Index in <see cref="AirMetrics"/>.</param>
/// <param name="Strength">Tolerances, of a drift a month; signed.</param>
internal readonly record struct SensorFaultEpisode(TruthKind Kind, long Start, long End, int Metric, double Strength)
{
    public bool Contains(long at) => at >= Start && at < End;
}
