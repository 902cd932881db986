using SmartDairy.Contracts.Farms;

namespace SmartDairy.Simulator.Instruments;

/// <summary>What one collar counted on one of the farm's days, and remembers of the three before it.</summary>
internal sealed class CollarDayCounters
{
    public const int PastDays = 3;
    private const int Hours = 25;

    /// <summary>Of the day in hand; null before the first.</summary>
    public FarmDay? Day { get; set; }

    /// <summary>What befalls the collar on the day in hand, by start.</summary>
    public IReadOnlyList<CollarFaultEpisode> Faults { get; set; } = [];

    /// <summary>Counts an hour, of the day in hand.</summary>
    public float[] Activity { get; } = new float[Hours];

    /// <summary>Counts an hour by the clock of the days before, the last one first.</summary>
    public float[] PastActivity { get; } = new float[PastDays * 24];

    /// <summary>Minutes of rumination of the days before, the last one first.</summary>
    public float[] PastRumination { get; } = new float[PastDays];

    /// <summary>Minutes since midnight at each hour's beginning, and at the day's end.</summary>
    public float[] Rumination { get; } = new float[Hours + 1];

    public float[] Eating { get; } = new float[Hours + 1];

    public float[] Resting { get; } = new float[Hours + 1];

    /// <summary>°C.</summary>
    public float[] Temperature { get; } = new float[Hours];

    public float PastActivityMean { get; private set; }

    /// <summary>Nothing of it arrives then.</summary>
    public bool IsSilentAt(long at)
    {
        foreach (var mishap in Faults)
        {
            if (mishap.Kind is null && mishap.Contains(at))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Puts the day in hand among those before.</summary>
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
