using SmartDairy.Simulator.Biology;
using SmartDairy.Simulator.Parameters;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Instruments;

/// <summary>What befalls the sensors of the air. Pressure is left alone: it does no cow any harm.</summary>
internal sealed class SensorFaultSchedule(AirSensorParameters numbers, IndexedRandom noise, long herdStart)
{
    private const double HourMs = 3_600_000;
    private const double DayMs = 86_400_000;

    /// <summary>The longest a mishap but a drift may last, as the parameters allow it.</summary>
    private const long MaxDurationMs = (long)(60 * DayMs);
    private static readonly int[] Metrics = [0, 1, 3, 4];

    /// <summary>What touches a span.</summary>
    public List<SensorFaultEpisode> Between(int sensor, long from, long to)
    {
        var mishaps = new List<SensorFaultEpisode>();
        var own = noise.Derive(1, sensor);
        var draws = new RandomSequence(own.Derive(0, 0));
        if (draws.Chance(numbers.Drifting))
        {
            var start = herdStart + (long)(draws.Sample(numbers.DriftFrom) * DayMs);
            var drift = draws.Sample(numbers.DriftPerMonth) * (draws.Chance(0.5) ? 1 : -1);
            if (start < to)
            {
                mishaps.Add(new SensorFaultEpisode(TruthKind.SensorDrift, start, long.MaxValue, Metric(draws), drift));
            }
        }

        Add(TruthKind.SensorShift, numbers.ShiftsPerYear, d => d.Sample(numbers.Days) * DayMs, d => d.Sample(numbers.Shift) * (d.Chance(0.5) ? 1 : -1));
        Add(TruthKind.SensorStuck, numbers.StuckPerYear, d => d.Sample(numbers.Days) * DayMs, _ => 0);
        Add(TruthKind.SensorSpikes, numbers.SpikesPerYear, d => d.Sample(numbers.Days) * DayMs, d => d.Sample(numbers.Spike));
        Add(TruthKind.SensorDropOut, numbers.DropOutsPerYear, d => d.Sample(numbers.DropOutHours) * HourMs, _ => 0);
        return mishaps;

        void Add(TruthKind kind, double perYear, Func<RandomSequence, double> length, Func<RandomSequence, double> strength)
        {
            foreach (var (start, each) in RandomOccurrences.Between(own.Derive((int)kind, 0), perYear, from - MaxDurationMs, to))
            {
                var mishap = new SensorFaultEpisode(kind, start, start + (long)length(each), Metric(each), strength(each));
                if (mishap.End > from)
                {
                    mishaps.Add(mishap);
                }
            }
        }
    }

    private static int Metric(RandomSequence draws) => Metrics[(int)(draws.Uniform() * Metrics.Length)];
}
