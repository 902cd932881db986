using System.Runtime.CompilerServices;
using SmartDairy.Analytics.Cows.Episodes;

namespace SmartDairy.Analytics.Cows.Mastitis;

/// <summary>One filter, of a quarter or of the whole udder, blittable.</summary>
internal struct MastitisFilter
{
    public Episode Episode;
    public double LogOdds;

    /// <summary>Start of the present rise; 0 when there is none.</summary>
    public long RiseStartedAt;
    public long IsInitialized;
}

/// <summary>State of the mastitis detectors between milkings: LF RF LR RR, and the whole udder.</summary>
[InlineArray(Length)]
internal struct MastitisState
{
    public const int Composite = 4;
    public const int Length = 5;

    private MastitisFilter _first;
}
