using SmartDairy.Contracts.Animals;
using SmartDairy.Husbandry.Life;

namespace SmartDairy.Husbandry.Worklist.Causes;

/// <summary>Where an animal stands in her life, as people had told it by one moment.</summary>
/// <param name="Treated">The last treatment; null when there was none.</param>
/// <param name="Withdrawal">The treatment whose milk withdrawal ends last; null without any.</param>
internal sealed record LifeCourse(AnimalStanding Standing, AnimalEvent? Treated, AnimalEvent? Withdrawal)
{
    public bool Departed => Standing.DepartedAt is not null;

    public bool Dry => Standing.DriedOffAt is not null;

    /// <summary>The courses of all animals, those that departed among them.</summary>
    public static Dictionary<string, LifeCourse> Of(WorkFacts facts, long at)
    {
        var told = facts.Events.Where(each => !each.Retracted && each.Time <= at && each.RecordedAt <= at).ToLookup(each => each.AnimalId, StringComparer.Ordinal);
        var courses = new Dictionary<string, LifeCourse>(facts.Animals.Count, StringComparer.Ordinal);
        foreach (var animal in facts.Animals)
        {
            courses[animal.Id] = Of(animal, [.. told[animal.Id]]);
        }

        return courses;
    }

    private static LifeCourse Of(AnimalRegistration animal, AnimalEvent[] events)
    {
        AnimalEvent? treated = null;
        AnimalEvent? withdrawal = null;
        foreach (var happened in Standings.InOrder(events))
        {
            if (happened.Kind == AnimalEventKind.Treatment)
            {
                treated = happened;
                withdrawal = happened.MilkWithdrawalUntil >= (withdrawal?.MilkWithdrawalUntil ?? long.MinValue) ? happened : withdrawal;
            }
        }

        return new(Standings.Of(animal, events), treated, withdrawal);
    }
}
