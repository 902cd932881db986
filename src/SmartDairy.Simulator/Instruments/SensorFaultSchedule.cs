using SmartDairy.Simulator.Biology;
using SmartDairy.Simulator.Parameters;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Instruments;

/// <summary>Schedules the faults of air sensors. Pressure sensors have none, because pressure does not affect cows.</summary>
internal sealed class SensorFaultSchedule(AirSensorParameters parameters, IndexedRandom noise, long herdStart)
{
    private const double HourMs = 3_600_000;
    private const double DayMs = 86_400_000;

    /// <summary>Longest fault other than a drift that the parameters allow.</summary>
    private const long MaxDurationMs = (long)(60 * DayMs);
    private static readonly int[] Metrics = [0, 1, 3, 4];

    /// <summary>Faults that overlap a span.</summary>
    public List<SensorFaultEpisode> Between(int sensor, long from, long to)
    {
        var faults = new List<SensorFaultEpisode>();
        var own = noise.Derive(1, sensor);
        var draws = new RandomSequence(own.Derive(0, 0));
        if (draws.Chance(parameters.Drifting))
        {
            var start = herdStart + (long)(draws.Sample(parameters.DriftFrom) * DayMs);
            var drift = draws.Sample(parameters.DriftPerMonth) * (draws.Chance(0.5) ? 1 : -1);
            if (start < to)
            {
                faults.Add(new SensorFaultEpisode(TruthKind.SensorDrift, start, long.MaxValue, Metric(draws), drift));
            }
        }

        Add(TruthKind.SensorShift, parameters.ShiftsPerYear, d => d.Sample(parameters.Days) * DayMs, d =>
            d.Sample(parameters.Shift) * (d.Chance(0.5) ? 1 : -1));
        Add(TruthKind.SensorStuck, parameters.StuckPerYear, d => d.Sample(parameters.Days) * DayMs, _ => 0);
        Add(TruthKind.SensorSpikes, parameters.SpikesPerYear, d => d.Sample(parameters.Days) * DayMs, d => d.Sample(parameters.Spike));
        Add(TruthKind.SensorDropOut, parameters.DropOutsPerYear, d => d.Sample(parameters.DropOutHours) * HourMs, _ => 0);
        return faults;

        void Add(TruthKind kind, double perYear, Func<RandomSequence, double> length, Func<RandomSequence, double> strength)
        {
            foreach (var (start, faultDraws) in RandomOccurrences.Between(own.Derive((int)kind, 0), perYear, from - MaxDurationMs, to))
            {
                var fault = new SensorFaultEpisode(kind, start, start + (long)length(faultDraws), Metric(faultDraws), strength(faultDraws));
                if (fault.End > from)
                {
                    faults.Add(fault);
                }
            }
        }
    }

    private static int Metric(RandomSequence draws) => Metrics[(int)(draws.Uniform() * Metrics.Length)];
}
