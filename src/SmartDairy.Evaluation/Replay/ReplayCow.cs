using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.Husbandry.Animals;
using SmartDairy.Husbandry.Milking;

namespace SmartDairy.Evaluation.Replay;

/// <summary>One animal of a replay: her detectors, and, apart, the same with meters that know no quarters.</summary>
internal sealed class ReplayCow(AnimalRegistration animal, FarmCalendar days, bool compositeMilk)
{
    private readonly List<MilkingSession> _milkings = [];

    public string Id => animal.Id;

    public CowMonitor CowMonitor { get; } = new(animal, days);

    /// <summary>Null when it is not asked for.</summary>
    public CowMonitor? CompositeCowMonitor { get; } = compositeMilk ? new(animal, days) : null;

    /// <summary>Something was told since she was last asked.</summary>
    public bool HasPendingInput { get; set; }

    /// <summary>The milking with what it means for her, as the stall's actor works it out.</summary>
    public MilkingSession EvaluateMilking(MilkingSession milking)
    {
        var appraised = ExpectedYieldEvaluator.Evaluate(milking, _milkings);
        _milkings.RemoveAll(known => known.Id == milking.Id || milking.StartedAt - known.StartedAt > ExpectedYieldEvaluator.LookbackMs);
        if (!milking.Retracted)
        {
            _milkings.Add(appraised);
        }

        return appraised;
    }
}
