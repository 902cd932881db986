using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Instruments;

/// <summary>A span in which an air sensor is faulty.</summary>
/// <param name="Metric">Index in <see cref="AirMetrics"/>.</param>
/// <param name="Strength">Size of the fault in tolerances, signed; for a drift, tolerances a month.</param>
internal readonly record struct SensorFaultEpisode(TruthKind Kind, long Start, long End, int Metric, double Strength)
{
    public bool Contains(long at) => at >= Start && at < End;
}
