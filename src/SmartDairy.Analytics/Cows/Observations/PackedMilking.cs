using System.Runtime.CompilerServices;

namespace SmartDairy.Analytics.Cows.Observations;

/// <summary>Four numbers, LF RF LR RR.</summary>
[InlineArray(4)]
internal struct QuarterValues
{
    private float _first;
}

/// <summary>One milking as plain memory; NaN where nobody said.</summary>
internal struct PackedMilking
{
    public long Start;
    public long End;
    public float Litres;
    public float Conductivity;
    public float Temperature;

    /// <summary>Hours since the milking before began, as told.</summary>
    public float Interval;
    public QuarterValues QuarterConductivity;
    public QuarterValues QuarterLitres;

    /// <summary>1 yes, 0 no, -1 nobody said.</summary>
    public int Blood;

    /// <summary>1 yes, 0 no.</summary>
    public int Incomplete;

    public static PackedMilking FromObservation(MilkingObservation fact)
    {
        var milking = new PackedMilking
        {
            Start = fact.Start,
            End = fact.End,
            Litres = (float)fact.Litres,
            Conductivity = (float)fact.Conductivity,
            Temperature = (float)fact.Temperature,
            Interval = (float)fact.IntervalHours,
            Blood = fact.Blood is { } blood ? (blood ? 1 : 0) : -1,
            Incomplete = fact.Incomplete ? 1 : 0,
        };
        for (var quarter = 0; quarter < 4; quarter++)
        {
            milking.QuarterConductivity[quarter] = At(fact.QuarterConductivity, quarter);
            milking.QuarterLitres[quarter] = At(fact.QuarterLitres, quarter);
        }

        return milking;
    }

    private static float At(IReadOnlyList<double>? quarters, int quarter) => quarters is not null && quarter < quarters.Count ? (float)quarters[quarter] : float.NaN;
}
