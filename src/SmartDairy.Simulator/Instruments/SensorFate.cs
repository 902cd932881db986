using SmartDairy.Simulator.Nature;
using SmartDairy.Simulator.Parameters;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Instruments;

/// <summary>What befalls the sensors of the air. Pressure is left alone: it does no cow any harm.</summary>
internal sealed class SensorFate(AirSensorParameters numbers, Noise noise, long herdStart)
{
    private const double HourMs = 3_600_000;
    private const double DayMs = 86_400_000;

    /// <summary>The longest a mishap but a drift may last, as the parameters allow it.</summary>
    private const long Reach = (long)(60 * DayMs);
    private static readonly int[] Metrics = [0, 1, 3, 4];

    /// <summary>What touches a span.</summary>
    public List<SensorMishap> Of(int sensor, long from, long to)
    {
        var mishaps = new List<SensorMishap>();
        var own = noise.Of(1, sensor);
        var draws = new Draws(own.Of(0, 0));
        if (draws.Happens(numbers.Drifting))
        {
            var start = herdStart + (long)(draws.Of(numbers.DriftFrom) * DayMs);
            var drift = draws.Of(numbers.DriftPerMonth) * (draws.Happens(0.5) ? 1 : -1);
            if (start < to)
            {
                mishaps.Add(new SensorMishap(TruthKind.SensorDrift, start, long.MaxValue, Metric(draws), drift));
            }
        }

        Add(TruthKind.SensorShift, numbers.ShiftsPerYear, d => d.Of(numbers.Days) * DayMs, d => d.Of(numbers.Shift) * (d.Happens(0.5) ? 1 : -1));
        Add(TruthKind.SensorStuck, numbers.StuckPerYear, d => d.Of(numbers.Days) * DayMs, _ => 0);
        Add(TruthKind.SensorSpikes, numbers.SpikesPerYear, d => d.Of(numbers.Days) * DayMs, d => d.Of(numbers.Spike));
        Add(TruthKind.SensorDropOut, numbers.DropOutsPerYear, d => d.Of(numbers.DropOutHours) * HourMs, _ => 0);
        return mishaps;

        void Add(TruthKind kind, double perYear, Func<Draws, double> length, Func<Draws, double> strength)
        {
            foreach (var (start, each) in Happenings.Of(own.Of((int)kind, 0), perYear, from - Reach, to))
            {
                var mishap = new SensorMishap(kind, start, start + (long)length(each), Metric(each), strength(each));
                if (mishap.End > from)
                {
                    mishaps.Add(mishap);
                }
            }
        }
    }

    private static int Metric(Draws draws) => Metrics[(int)(draws.Uniform() * Metrics.Length)];
}
