using CsCheck;
using SmartDairy.Contracts.Animals;
using SmartDairy.Husbandry.Bindings;
using Xunit;

namespace SmartDairy.Husbandry.Tests.Bindings;

public sealed class BindingPlanTests
{
    private int _ids;

    private static AnimalBinding Span(string id, string animal, string target, long from, long? to, BindingKind kind = BindingKind.Collar)
        => new()
        { Id = id, FarmId = 1, Kind = kind, AnimalId = animal, Target = target, From = from, To = to, RecordedAt = 0, RecordedBy = "me" };

    private BindingPlan Plan(params AnimalBinding[] bindings) => new(new BindingSet(bindings), 1_000, "me", () => $"N-{++_ids}");

    private static string Shown(BindingSet book)
        => string.Join(" ", book.All.OrderBy(one => one.Target, StringComparer.Ordinal).ThenBy(one => one.From)
        .ThenBy(one => one.AnimalId, StringComparer.Ordinal)
        .Select(one => $"{one.Target}:{one.AnimalId}[{one.From},{one.To?.ToString() ?? "…"})"));

    [Fact]
    public void A_target_that_nothing_was_told_of_is_whose_its_registration_says()
    {
        var book = new BindingSet([Span("B", "COW-1", "C-1", 10, 20), Span("R", "COW-9", "C-2", 0, null) with { Retracted = true }]);
        Assert.Equal("COW-5", book.AnimalAt(BindingKind.Collar, "C-2", 15, "COW-5"));
        Assert.Null(book.AnimalAt(BindingKind.Collar, "C-2", 15, null));
        Assert.Equal("COW-1", book.AnimalAt(BindingKind.Collar, "C-1", 10, "COW-5"));
        Assert.Null(book.AnimalAt(BindingKind.Collar, "C-1", 20, "COW-5"));
        Assert.Null(book.AnimalAt(BindingKind.Tag, "C-1", 10, null));
        Assert.Null(book.AnimalDuring(BindingKind.Collar, "C-1", 15, 21, "COW-5"));
        Assert.Equal("COW-1", book.AnimalDuring(BindingKind.Collar, "C-1", 15, 20, "COW-5"));
    }

    [Fact]
    public void What_stands_in_the_way_of_a_span_ends_begins_is_cut_in_two_or_goes()
    {
        var plan =
            Plan(Span("A", "COW-1", "C-1", 0, 100), Span("B", "COW-2", "C-2", 0, 50), Span("C", "COW-2", "C-3", 55, 60),
                Span("D", "COW-2", "C-2", 70, null));
        plan.Assign(Span("E", "COW-2", "C-1", 40, 80));
        Assert.Equal("C-1:COW-1[0,40) C-1:COW-2[40,80) C-1:COW-1[80,100) C-2:COW-2[0,40) C-2:COW-2[80,…)", Shown(plan.Bindings));
        Assert.True(plan.ChangedRows.Single(row => row.Id == "C").Retracted);
    }

    [Fact]
    public void Many_stand_in_one_place_and_each_in_one()
    {
        var plan = Plan(Span("A", "COW-1", "barn/1", 0, null, BindingKind.Place), Span("B", "COW-2", "barn/1", 0, null, BindingKind.Place));
        plan.Assign(Span("C", "COW-1", "barn/2", 10, null, BindingKind.Place));
        Assert.Equal("barn/1:COW-1[0,10) barn/1:COW-2[0,…) barn/2:COW-1[10,…)", Shown(plan.Bindings));
    }

    [Fact]
    public void Swapped_collars_are_each_others_for_as_long_as_both_have_one()
    {
        var plan = Plan(Span("A", "COW-1", "C-1", 0, null), Span("B", "COW-2", "C-2", 10, 90));
        Assert.False(plan.Swap(BindingKind.Collar, "COW-1", "COW-2", 5));
        Assert.True(plan.Swap(BindingKind.Collar, "COW-1", "COW-2", 40));
        Assert.Equal("C-1:COW-1[0,40) C-1:COW-2[40,90) C-1:COW-1[90,…) C-2:COW-2[10,40) C-2:COW-1[40,90)", Shown(plan.Bindings));
    }

    [Fact]
    public void What_a_registration_said_is_written_down_once_and_stays_so_for_the_past()
    {
        var plan = Plan();
        plan.RecordRegistration(BindingKind.Collar, "C-1", "COW-1", 1);
        plan.RecordRegistration(BindingKind.Collar, "C-1", "COW-1", 1);
        plan.Assign(Span("E", "COW-2", "C-1", 40, null));
        plan.RecordRegistration(BindingKind.Collar, "C-1", "COW-1", 1);
        Assert.Equal("C-1:COW-1[0,40) C-1:COW-2[40,…)", Shown(plan.Bindings));
    }

    [Fact]
    public void However_often_it_is_changed_spans_of_one_target_or_animal_never_overlap_and_the_last_word_holds()
        => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 50], Gen.Int[1, 30], Gen.Int[0, 5]).List[1, 25].Sample(changes =>
        {
            var book = BindingSet.Empty;
            foreach (var (animal, target, from, length, what) in changes)
            {
                var plan = new BindingPlan(book, 0, "me", () => $"N-{++_ids}");
                long? to = what == 0 ? null : from + length;
                if (what == 5 && plan.Swap(BindingKind.Collar, $"COW-{animal}", $"COW-{(animal + 1) % 4}", from))
                {
                    Assert.Equal(book.ActiveBinding(BindingKind.Collar, $"COW-{animal}", from)!.Target,
                        plan.Bindings.ActiveBinding(BindingKind.Collar, $"COW-{(animal + 1) % 4}", from)!.Target);
                }
                else
                {
                    plan.Assign(Span($"P-{++_ids}", $"COW-{animal}", $"C-{target}", from, to));
                    Assert.Equal($"COW-{animal}", plan.Bindings.AnimalDuring(BindingKind.Collar, $"C-{target}", from, to ?? 1_000, null));
                }

                // What a plan tells to store makes the same book.
                Assert.Equal(Shown(plan.Bindings), Shown(book.With(plan.ChangedRows)));
                book = plan.Bindings;
                for (var at = 0; at < 100; at++)
                {
                    var then = book.All.Where(span => span.From <= at && (span.To is null || span.To > at)).ToList();
                    Assert.Equal(then.Count, then.Select(span => span.Target).Distinct().Count());
                    Assert.Equal(then.Count, then.Select(span => span.AnimalId).Distinct().Count());
                }
            }
        });

    [Fact]
    public void A_change_concerns_those_who_have_something_else_then_from_when_on()
    {
        var before =
            new BindingSet([Span("A", "COW-1", "C-1", 0, null), Span("B", "COW-2", "C-2", 0, null), Span("D", "COW-4", "C-4", 0, null)]);
        var plan = new BindingPlan(before, 0, "me", () => $"N-{++_ids}");
        plan.Assign(Span("E", "COW-3", "C-1", 40, null));
        Assert.Equal([("COW-1", 40L), ("COW-3", 40L)], BindingImpact.AffectedAnimals(before, plan.Bindings)
            .Select(one => (one.Key, one.Value)).OrderBy(one => one.Key));
        Assert.Empty(BindingImpact.AffectedAnimals(before, before));
    }
}
