using SmartDairy.Contracts.Farms;

namespace SmartDairy.Simulator.Instruments;

/// <summary>Counters of one collar for the current farm day, and the memory of the three days before.</summary>
internal sealed class CollarDayCounters
{
    public const int PastDays = 3;
    private const int Hours = 25;

    /// <summary>The current day; null before the first.</summary>
    public FarmDay? Day { get; set; }

    /// <summary>Faults of the collar on the current day, by start.</summary>
    public IReadOnlyList<CollarFaultEpisode> Faults { get; set; } = [];

    /// <summary>Activity count by hour of the current day.</summary>
    public float[] Activity { get; } = new float[Hours];

    /// <summary>Activity count by clock hour of the days before, most recent day first.</summary>
    public float[] PastActivity { get; } = new float[PastDays * 24];

    /// <summary>Minutes of rumination of the days before, most recent day first.</summary>
    public float[] PastRumination { get; } = new float[PastDays];

    /// <summary>Minutes since midnight at the start of each hour, and at the end of the day.</summary>
    public float[] Rumination { get; } = new float[Hours + 1];

    public float[] Eating { get; } = new float[Hours + 1];

    public float[] Resting { get; } = new float[Hours + 1];

    /// <summary>Temperature by hour of the current day, °C.</summary>
    public float[] Temperature { get; } = new float[Hours];

    public float PastActivityMean { get; private set; }

    /// <summary>Whether the collar's messages are lost at a time.</summary>
    public bool IsSilentAt(long at)
    {
        foreach (var fault in Faults)
        {
            if (fault.Kind is null && fault.Contains(at))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Moves the current day into the memory of days before.</summary>
    public void ShiftToPast(int hours)
    {
        Array.Copy(PastActivity, 0, PastActivity, 24, (PastDays - 1) * 24);
        Array.Copy(PastRumination, 0, PastRumination, 1, PastDays - 1);
        for (var hour = 0; hour < 24; hour++)
        {
            PastActivity[hour] = Activity[Math.Min(hour, hours - 1)];
        }

        PastRumination[0] = Rumination[hours];
        var sum = 0f;
        foreach (var count in PastActivity)
        {
            sum += count;
        }

        PastActivityMean = sum / PastActivity.Length;
    }
}
