using SmartDairy.Contracts.Farms;

namespace SmartDairy.Simulator.Instruments;

/// <summary>What one collar counted on one of the farm's days, and remembers of the three before it.</summary>
internal sealed class CollarDay
{
    public const int Remembered = 3;
    private const int Hours = 25;

    /// <summary>Of the day in hand; null before the first.</summary>
    public FarmDay? Day { get; set; }

    /// <summary>What befalls the collar on the day in hand, by start.</summary>
    public IReadOnlyList<Mishap> Mishaps { get; set; } = [];

    /// <summary>Counts an hour, of the day in hand.</summary>
    public float[] Activity { get; } = new float[Hours];

    /// <summary>Counts an hour by the clock of the days before, the last one first.</summary>
    public float[] Past { get; } = new float[Remembered * 24];

    /// <summary>Minutes of rumination of the days before, the last one first.</summary>
    public float[] PastRumination { get; } = new float[Remembered];

    /// <summary>Minutes since midnight at each hour's beginning, and at the day's end.</summary>
    public float[] Rumination { get; } = new float[Hours + 1];

    public float[] Eating { get; } = new float[Hours + 1];

    public float[] Resting { get; } = new float[Hours + 1];

    /// <summary>°C.</summary>
    public float[] Temperature { get; } = new float[Hours];

    public float PastMean { get; private set; }

    /// <summary>Nothing of it arrives then.</summary>
    public bool IsOut(long at)
    {
        foreach (var mishap in Mishaps)
        {
            if (mishap.Kind is null && mishap.Holds(at))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Puts the day in hand among those before.</summary>
    public void Remember(int hours)
    {
        Array.Copy(Past, 0, Past, 24, (Remembered - 1) * 24);
        Array.Copy(PastRumination, 0, PastRumination, 1, Remembered - 1);
        for (var hour = 0; hour < 24; hour++)
        {
            Past[hour] = Activity[Math.Min(hour, hours - 1)];
        }

        PastRumination[0] = Rumination[hours];
        var sum = 0f;
        foreach (var count in Past)
        {
            sum += count;
        }

        PastMean = sum / Past.Length;
    }
}
