using System.Runtime.CompilerServices;

namespace SmartDairy.Analytics.Cows.Observations;

/// <summary>Values of the four quarters, LF RF LR RR.</summary>
[InlineArray(4)]
internal struct QuarterValues
{
    private float _first;
}

/// <summary>One milking, blittable; NaN when unknown.</summary>
internal struct PackedMilking
{
    public long Start;
    public long End;
    public float Litres;
    public float Conductivity;
    public float Temperature;

    /// <summary>Hours since the previous milking began, as reported.</summary>
    public float Interval;
    public QuarterValues QuarterConductivity;
    public QuarterValues QuarterLitres;

    /// <summary>1 yes, 0 no, -1 unknown.</summary>
    public int Blood;

    /// <summary>1 yes, 0 no.</summary>
    public int Incomplete;

    public static PackedMilking FromObservation(MilkingObservation observation)
    {
        var milking = new PackedMilking
        {
            Start = observation.Start,
            End = observation.End,
            Litres = (float)observation.Litres,
            Conductivity = (float)observation.Conductivity,
            Temperature = (float)observation.Temperature,
            Interval = (float)observation.IntervalHours,
            Blood = observation.Blood is { } blood ? (blood ? 1 : 0) : -1,
            Incomplete = observation.Incomplete ? 1 : 0,
        };
        for (var quarter = 0; quarter < 4; quarter++)
        {
            milking.QuarterConductivity[quarter] = At(observation.QuarterConductivity, quarter);
            milking.QuarterLitres[quarter] = At(observation.QuarterLitres, quarter);
        }

        return milking;
    }

    private static float At(IReadOnlyList<double>? quarters, int quarter)
        => quarters is not null && quarter < quarters.Count ? (float)quarters[quarter] : float.NaN;
}
