using SmartDairy.Contracts.Animals;
using SmartDairy.Husbandry.AnimalEvents;

namespace SmartDairy.Husbandry.Worklist.Causes;

/// <summary>An animal's life from the events that were recorded by one moment.</summary>
/// <param name="LastTreatment">The last treatment; null when there was none.</param>
/// <param name="LatestMilkWithdrawal">The treatment whose milk withdrawal ends last; null without any.</param>
internal sealed record AnimalLifecycle(AnimalStatus Status, AnimalEvent? LastTreatment, AnimalEvent? LatestMilkWithdrawal)
{
    public bool HasDeparted => Status.DepartedAt is not null;

    public bool IsDry => Status.DriedOffAt is not null;

    /// <summary>The lives of all animals, including those that left the herd.</summary>
    public static Dictionary<string, AnimalLifecycle> FromInput(WorklistInput facts, long at)
    {
        var told = facts.Events.Where(each => !each.Retracted && each.Time <= at && each.RecordedAt <= at)
            .ToLookup(each => each.AnimalId, StringComparer.Ordinal);
        var courses = new Dictionary<string, AnimalLifecycle>(facts.Animals.Count, StringComparer.Ordinal);
        foreach (var animal in facts.Animals)
        {
            courses[animal.Id] = FromInput(animal, [.. told[animal.Id]]);
        }

        return courses;
    }

    private static AnimalLifecycle FromInput(AnimalRegistration animal, AnimalEvent[] events)
    {
        AnimalEvent? treated = null;
        AnimalEvent? withdrawal = null;
        foreach (var happened in AnimalStatusFold.InEventOrder(events))
        {
            if (happened.Kind == AnimalEventKind.Treatment)
            {
                treated = happened;
                withdrawal = happened.MilkWithdrawalUntil >= (withdrawal?.MilkWithdrawalUntil ?? long.MinValue) ? happened : withdrawal;
            }
        }

        return new(AnimalStatusFold.Fold(animal, events), treated, withdrawal);
    }
}
