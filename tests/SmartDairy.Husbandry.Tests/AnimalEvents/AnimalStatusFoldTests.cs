using SmartDairy.Contracts.Animals;
using SmartDairy.Husbandry.AnimalEvents;
using Xunit;

namespace SmartDairy.Husbandry.Tests.AnimalEvents;

public sealed class AnimalStatusFoldTests
{
    private const long Day = ReproductionIntervals.Day;
    private static readonly long Start = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static AnimalRegistration Cow(int? lactation = 1, long? calvedAt = null)
        => new() { Id = "COW-7", FarmId = 1, Lactation = lactation, CalvedAt = calvedAt };

    private static AnimalEvent Told(AnimalEventKind kind, double day, bool? pregnant = null, long? milkUntil = null)
        => new()
        {
            Id = $"{kind}-{day}",
            FarmId = 1,
            AnimalId = "COW-7",
            Kind = kind,
            Time = Start + (long)(day * Day),
            RecordedAt = 0,
            RecordedBy = "me",
            Pregnant = pregnant,
            MilkWithdrawalUntil = milkUntil,
            Product = milkUntil is null ? null : "X",
        };

    [Fact]
    public void A_year_of_a_cow_follows_from_what_was_told_in_whatever_order()
    {
        AnimalEvent[] year =
        [
            Told(AnimalEventKind.Insemination, 60),
            Told(AnimalEventKind.Insemination, 81),
            Told(AnimalEventKind.PregnancyCheck, 115, pregnant: true),
            Told(AnimalEventKind.DryOff, 300),
            Told(AnimalEventKind.Calving, 360),
        ];
        var cow = Cow(lactation: 2, calvedAt: Start);
        var afterFirst = AnimalStatusFold.Fold(cow, year[..1]);
        Assert.Equal((ReproductiveStatus.Inseminated, 1, Start + (60 * Day)),
            (afterFirst.Reproduction, afterFirst.Inseminations, afterFirst.InseminatedAt));
        Assert.Null(afterFirst.ExpectedCalving);
        var pregnant = AnimalStatusFold.Fold(cow, [year[2], year[1], year[0]]);
        Assert.Equal((ReproductiveStatus.Pregnant, Start + (81 * Day), Start + (361 * Day), Start + (301 * Day)),
            (pregnant.Reproduction, pregnant.ConceivedAt, pregnant.ExpectedCalving, pregnant.DryOffDue));
        Assert.Equal(115, pregnant.DaysInMilk(Start + (115 * Day) + 5));
        var dry = AnimalStatusFold.Fold(cow, year[..4]);
        Assert.Equal((Start + (300 * Day), null, null), (dry.DriedOffAt, dry.DryOffDue, dry.DaysInMilk(Start + (310 * Day))));
        var fresh = AnimalStatusFold.Fold(cow, year.Reverse());
        Assert.Equal((3, Start + (360 * Day), ReproductiveStatus.Open, 0),
            (fresh.Lactation, fresh.CalvedAt, fresh.Reproduction, fresh.Inseminations));
        Assert.Equal((null, null, null), (fresh.DriedOffAt, fresh.ExpectedCalving, fresh.ConceivedAt));
    }

    [Fact]
    public void The_insemination_that_took_is_the_last_that_can_be_seen_by_then()
    {
        AnimalEvent[] told =
            [Told(AnimalEventKind.Insemination, 60), Told(AnimalEventKind.Insemination, 81),
                Told(AnimalEventKind.PregnancyCheck, 100, pregnant: true)];
        Assert.Equal(Start + (60 * Day), AnimalStatusFold.Fold(Cow(), told).ConceivedAt);
    }

    [Fact]
    public void Not_pregnant_and_abortion_take_the_calving_back()
    {
        AnimalEvent[] told = [Told(AnimalEventKind.Insemination, 60), Told(AnimalEventKind.PregnancyCheck, 95, pregnant: true)];
        var open = AnimalStatusFold.Fold(Cow(), [.. told, Told(AnimalEventKind.PregnancyCheck, 130, pregnant: false)]);
        Assert.Equal((ReproductiveStatus.NotPregnant, null), (open.Reproduction, open.ExpectedCalving));
        var aborted = AnimalStatusFold.Fold(Cow(), [.. told, Told(AnimalEventKind.Abortion, 130)]);
        Assert.Equal((ReproductiveStatus.Open, null, null), (aborted.Reproduction, aborted.ExpectedCalving, aborted.InseminatedAt));
    }

    [Fact]
    public void The_calving_that_the_registration_counts_is_not_counted_again_and_a_retracted_one_never()
    {
        var cow = Cow(lactation: 2, calvedAt: Start);
        Assert.Equal(2, AnimalStatusFold.Fold(cow, [Told(AnimalEventKind.Calving, 0.1), Told(AnimalEventKind.Calving, -370)]).Lactation);
        Assert.Equal(3, AnimalStatusFold.Fold(cow, [Told(AnimalEventKind.Calving, 380)]).Lactation);
        Assert.Equal((2, Start), Shown(AnimalStatusFold.Fold(cow, [Told(AnimalEventKind.Calving, 380) with { Retracted = true }])));
        Assert.Equal(1, AnimalStatusFold.Fold(Cow(lactation: 0), [Told(AnimalEventKind.Calving, 0)]).Lactation);

        static (int?, long?) Shown(AnimalStatus standing) => (standing.Lactation, standing.CalvedAt);
    }

    [Fact]
    public void Of_several_treatments_the_longest_withdrawal_holds()
    {
        var standing =
            AnimalStatusFold.Fold(Cow(),
                [Told(AnimalEventKind.Treatment, 1, milkUntil: Start + (9 * Day)),
                    Told(AnimalEventKind.Treatment, 2, milkUntil: Start + (5 * Day))]);
        Assert.Equal(Start + (9 * Day), standing.MilkWithdrawalUntil);
        Assert.Null(standing.MeatWithdrawalUntil);
    }
}
