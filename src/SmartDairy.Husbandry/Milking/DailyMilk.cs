using SmartDairy.Contracts.Milking;

namespace SmartDairy.Husbandry.Milking;

/// <summary>The milk of an animal or a farm on one day of the farm's calendar. A milking belongs to the day of its beginning.</summary>
public sealed record DailyMilk
{
    public required DateOnly Date { get; init; }

    /// <summary>Milk, L.</summary>
    public required double Litres { get; init; }

    public required int Milkings { get; init; }

    /// <summary>Number of different animals that were recognised.</summary>
    public required int Animals { get; init; }

    /// <summary>Milk of milkings without a recognised animal, L; part of <see cref="Litres"/>.</summary>
    public required double UnknownLitres { get; init; }

    public required int Incomplete { get; init; }

    /// <summary>A total for each day with a milking, by day. Retracted milkings and running ones without a volume are ignored.</summary>
    public static IReadOnlyList<DailyMilk> FromMilkings(IEnumerable<MilkingSession> milkings)
    {
        var days = new SortedDictionary<int, (double Litres, int Milkings, HashSet<string> Animals, double Unknown, int Incomplete)>();
        foreach (var milking in milkings)
        {
            if (milking.Retracted || (milking.State == MilkingState.Running && milking.Litres is null))
            {
                continue;
            }

            var day = days.TryGetValue(milking.FarmDay, out var known) ? known : (0, 0, new HashSet<string>(StringComparer.Ordinal), 0, 0);
            var litres = milking.Litres ?? 0;
            if (milking.AnimalId is { } animal)
            {
                day.Animals.Add(animal);
            }

            days[milking.FarmDay] =
                (day.Litres + litres, day.Milkings + 1, day.Animals, day.Unknown + (milking.AnimalId is null ? litres : 0),
                    day.Incomplete + (milking.Incomplete ? 1 : 0));
        }

        return
        [
            .. days.Select(day => new DailyMilk
            {
                Date = DateOnly.FromDayNumber(day.Key),
                Litres = day.Value.Litres,
                Milkings = day.Value.Milkings,
                Animals = day.Value.Animals.Count,
                UnknownLitres = day.Value.Unknown,
                Incomplete = day.Value.Incomplete,
            }),
        ];
    }
}
