using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.Husbandry.Animals;
using SmartDairy.Husbandry.Milking;

namespace SmartDairy.Evaluation.Replay;

/// <summary>One animal of a replay: her detectors, and, apart, the same with meters that know no quarters.</summary>
internal sealed class ReplayCow(AnimalRegistration animal, FarmDays days, bool single)
{
    private readonly List<MilkingSession> _milkings = [];

    public string Id => animal.Id;

    public CowWatch Watch { get; } = new(animal, days);

    /// <summary>Null when it is not asked for.</summary>
    public CowWatch? Single { get; } = single ? new(animal, days) : null;

    /// <summary>Something was told since she was last asked.</summary>
    public bool Heard { get; set; }

    /// <summary>The milking with what it means for her, as the stall's actor works it out.</summary>
    public MilkingSession Milked(MilkingSession milking)
    {
        var appraised = MilkingAppraisal.Of(milking, _milkings);
        _milkings.RemoveAll(known => known.Id == milking.Id || milking.StartedAt - known.StartedAt > MilkingAppraisal.ReachMs);
        if (!milking.Retracted)
        {
            _milkings.Add(appraised);
        }

        return appraised;
    }
}
