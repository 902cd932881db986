using CsCheck;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Rfid;
using SmartDairy.Husbandry.Rfid;
using Xunit;
using static SmartDairy.Husbandry.Tests.Rfid.TagReads;

namespace SmartDairy.Husbandry.Tests.Rfid;

public sealed class PassageFoldTests
{
    [Fact]
    public void All_reads_of_all_antennas_are_one_passage()
    {
        var passage =
            Assert.Single(
                Fold(Gate(),
                    [Read(0, rssi: -60, count: 5), Read(1, antenna: 2, rssi: -48),
                        Read(11, antenna: 2, rssi: -70, count: 3, animal: "COW-7")]));
        Assert.Equal(("gate/NORTH", "E200", "COW-7", At(0), At(11)),
            (passage.Place, passage.TagEpc, passage.AnimalId, passage.StartedAt, passage.EndedAt));
        Assert.Equal((3, 9, -48.0), (passage.Sightings, passage.Reads, passage.StrongestRssi));
        Assert.Equal([1, 2], passage.Antennas);
        Assert.True(Identifier.IsValid(passage.Id));
    }

    [Fact]
    public void More_than_the_gap_between_two_reads_makes_two_passages()
        => Assert.Equal([At(0), At(10.1)], Fold(Gate(), [Read(0), Read(10.1)]).Select(passage => passage.StartedAt).Order());

    [Fact]
    public void A_passage_is_told_when_it_is_over_and_not_before()
    {
        var fold = Gate();
        Assert.Empty(Fold(fold, [Read(0), Read(4)], until: 14));
        Assert.Equal(At(14) + 1, fold.NextDeadline);
        Assert.Equal(At(4), Assert.Single(fold.OpenPassages()).EndedAt);
        fold.Advance(fold.NextDeadline!.Value);
        Assert.Single(fold.DrainPassages());
        Assert.Empty(fold.OpenPassages());
        Assert.Null(fold.NextDeadline);
        Assert.Empty(fold.DrainPassages());
    }

    [Fact]
    public void A_late_read_between_two_passages_makes_them_one()
    {
        var fold = Gate();
        var two = Fold(fold, [Read(0), Read(15)], until: 100);
        Assert.Equal(2, two.Count);
        fold.Add(Read(8));
        var now = fold.DrainPassages();
        Assert.Equal(two.MaxBy(passage => passage.StartedAt)!.Id, Assert.Single(now, passage => passage.Retracted).Id);
        var one = Assert.Single(now, passage => !passage.Retracted);
        Assert.Equal((two.MinBy(passage => passage.StartedAt)!.Id, At(0), At(15), 3), (one.Id, one.StartedAt, one.EndedAt, one.Sightings));
    }

    [Fact]
    public void A_stay_in_an_area_is_told_while_it_lasts_and_lasts_over_a_quarter_of_an_hour_unseen()
    {
        var fold = Area();
        fold.Add(Seen(0));
        Assert.Single(fold.DrainPassages());
        fold.Add(Seen(0.5));
        Assert.Empty(fold.DrainPassages());
        fold.Add(Seen(15.5));
        Assert.Equal(At(15.5 * 60), Assert.Single(fold.DrainPassages()).EndedAt);
        fold.Advance(At(30.5 * 60));
        Assert.Single(fold.OpenPassages());
        fold.Advance(At(30.6 * 60));
        Assert.Empty(fold.OpenPassages());
        fold.Add(Seen(31));
        var again = Assert.Single(fold.DrainPassages());
        Assert.Equal((At(31 * 60), PassageDirection.Unknown), (again.StartedAt, again.Direction));
    }

    [Fact]
    public void An_animal_named_without_a_tag_stays_too()
    {
        var stays = Fold(Area(), [Seen(0, null, "COW-7"), Seen(5, null, "COW-7"), Seen(2, null, "COW-8"), Seen(3, null)]);
        Assert.Equal([("COW-7", 2), ("COW-8", 1)], stays.Select(stay => (stay.AnimalId!, stay.Sightings)).Order());
    }

    [Fact]
    public void Reads_of_another_place_are_not_its()
        => Assert.Empty(Fold(Gate(), [Read(0, place: "SOUTH"), Seen(0)]));

    [Fact]
    public void A_read_about_what_is_long_over_is_named()
    {
        var fold = Gate();
        Assert.Single(Fold(fold, [Read(0)], until: 5 * 3600));
        var late = Read(20);
        fold.Add(late);
        Assert.Empty(fold.DrainPassages());
        Assert.Same(late, Assert.Single(fold.DrainLateReads()));
        fold.Add(Read(5 * 3600));
        fold.Advance(At((5 * 3600) + 60));
        Assert.Single(fold.DrainPassages());
    }

    [Fact]
    public void What_was_cut_off_at_waking_is_not_told_in_part()
    {
        var fold = Area();
        foreach (var minute in new[] { 0, 10, 20, 50 })
        {
            fold.Add(Seen(minute));
        }

        fold.ForgetUntil(At(0));
        Assert.Equal(At(50 * 60), Assert.Single(fold.DrainPassages()).StartedAt);
        fold.Add(Seen(12));
        Assert.Empty(fold.DrainPassages());
        Assert.Single(fold.DrainLateReads());
    }

    [Fact]
    public void Any_order_and_any_repetition_gives_the_same_passages()
        => Gen.Select(Gen.Select(Gen.Int[0, 600], Gen.Int[0, 2], Gen.Int[1, 3]).Array[1, 40], Gen.Int).Sample(
            (reads, seed) =>
            {
                var sent =
                    reads.Select((read, i) =>
                        Read(read.Item1 / 4.0, $"TAG-{read.Item2}", read.Item3, -50 - (i % 9), i % 5 == 0 ? "inbound" : null, message: i))
                        .ToArray();
                var random = new Random(seed);
                var shaken = sent.Concat(sent.Where(_ => random.Next(2) == 0)).OrderBy(_ => random.Next());
                Assert.Equal(Rows(Gate(), sent.OrderBy(read => read.Time)), Rows(Gate(), shaken));
            },
            iter: 2_000);

    [Fact]
    public void However_many_tags_are_seen_what_is_remembered_is_bounded()
    {
        var fold = new PassageFold(1, "gate/NORTH", PassageFoldOptions.Gate with { MaxPassages = 100 });
        var told = 0;
        for (var i = 0; i < 20_000; i++)
        {
            fold.Add(Read(i, $"TAG-{i}"));
            told += fold.DrainPassages().Count;
        }

        Assert.InRange(told, 19_900, 20_000);
        Assert.True(fold.ForgottenUntil > At(20_000 - 3_600));
    }
}
