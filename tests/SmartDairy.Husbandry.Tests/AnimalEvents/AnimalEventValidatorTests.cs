using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Milking;
using SmartDairy.Husbandry.AnimalEvents;
using Xunit;

namespace SmartDairy.Husbandry.Tests.AnimalEvents;

public sealed class AnimalEventValidatorTests
{
    private const long Day = ReproductionIntervals.Day;
    private static readonly long Now = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static AnimalEvent Told(AnimalEventKind kind, double daysAgo)
        => new()
        {
            Id = $"{kind}-{daysAgo}",
            FarmId = 1,
            AnimalId = "COW-7",
            Kind = kind,
            Time = Now - (long)(daysAgo * Day),
            RecordedAt = Now,
            RecordedBy = "me"
        };

    private static AnimalRegistration Cow(long? born = null, long? calved = null, int? lactation = null, Sex sex = Sex.Female)
        => new() { Id = "COW-7", FarmId = 1, BirthDate = born, CalvedAt = calved, Lactation = lactation, Sex = sex };

    public static TheoryData<AnimalEvent, string> Wrong => new()
    {
        { Told(AnimalEventKind.Calving, -1), "in the future" },
        { Told(AnimalEventKind.Calving, 1) with { Pregnant = true }, "pregnant says nothing about a calving" },
        { Told(AnimalEventKind.PregnancyCheck, 1), "says whether she is pregnant" },
        { Told(AnimalEventKind.Diagnosis, 1), "names the disease" },
        { Told(AnimalEventKind.Treatment, 1), "names the product" },
        { Told(AnimalEventKind.Treatment, 1) with
        { Product = "X", MilkWithdrawalUntil = Now - (2 * Day) },
        "milkWithdrawalUntil is 2026-02-27T08:00Z, before the treatment at 2026-02-28T08:00Z" },
        { Told(AnimalEventKind.Treatment, 1) with { Product = "X", MeatWithdrawalUntil = Now + (400 * Day) }, "more than 366 days" },
        { Told(AnimalEventKind.GroupChange, 1) with { Group = "a b" }, "group must be" },
        { Told(AnimalEventKind.Calving, 1) with { Calves = 9 }, "from 0 to 6" },
        { Told(AnimalEventKind.HoofTrimming, 1) with { Note = "a\0b" }, "no control characters" },
        { Told(AnimalEventKind.HoofTrimming, 1) with { Note = new string('x', 2_001) }, "at most 2000" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_be_is_said_in_a_sentence(AnimalEvent told, string sentence)
    => Assert.Contains(sentence, Assert.Single(AnimalEventValidator.ValidateEvent(told, Now)), StringComparison.Ordinal);

    [Fact]
    public void What_can_be_has_no_faults()
    {
        AnimalEvent[] told =
        [
            Told(AnimalEventKind.Diagnosis, 1) with { Diagnosis = "Klauenrehe", Note = "two\nlines" },
            Told(AnimalEventKind.Treatment, 1) with { Product = "X", Quarter = Quarter.RR, MilkWithdrawalUntil = Now + Day },
            Told(AnimalEventKind.Calving, 0) with { Calves = 2 },
        ];
        Assert.All(told, one => Assert.Empty(AnimalEventValidator.ValidateEvent(one, Now)));
        Assert.Empty(AnimalEventValidator.ValidateHistory(Cow(), told));
    }

    [Fact]
    public void Two_calvings_are_more_than_200_days_apart_in_whatever_order_they_are_told()
    {
        AnimalEvent[] close = [Told(AnimalEventKind.Calving, 10), Told(AnimalEventKind.Calving, 205)];
        Assert.Contains("more than 200 days apart", Assert.Single(AnimalEventValidator.ValidateHistory(Cow(), close)).Sentence,
            StringComparison.Ordinal);
        Assert.Equal(close[0], Assert.Single(AnimalEventValidator.ValidateHistory(Cow(), close.Reverse())).About);
        Assert.Empty(AnimalEventValidator.ValidateHistory(Cow(), [Told(AnimalEventKind.Calving, 10), Told(AnimalEventKind.Calving, 211)]));
        Assert.Single(AnimalEventValidator.ValidateHistory(Cow(calved: Now - (100 * Day)), [Told(AnimalEventKind.Calving, 1)]));
        Assert.Empty(AnimalEventValidator.ValidateHistory(Cow(calved: Now - (100 * Day)), [Told(AnimalEventKind.Calving, 100)]));
    }

    [Fact]
    public void A_pregnancy_check_needs_an_insemination_that_can_be_seen()
    {
        var check = Told(AnimalEventKind.PregnancyCheck, 0) with { Pregnant = true };
        Assert.Single(AnimalEventValidator.ValidateHistory(Cow(), [check]));
        Assert.Single(AnimalEventValidator.ValidateHistory(Cow(), [check, Told(AnimalEventKind.Insemination, 24)]));
        Assert.Single(AnimalEventValidator.ValidateHistory(Cow(), [check, Told(AnimalEventKind.Insemination, 291)]));
        Assert.Single(
            AnimalEventValidator.ValidateHistory(
                Cow(), [check, Told(AnimalEventKind.Insemination, 40), Told(AnimalEventKind.Abortion, 30)]));
        Assert.Empty(AnimalEventValidator.ValidateHistory(Cow(), [check, Told(AnimalEventKind.Insemination, 25)]));
    }

    [Fact]
    public void Nothing_happens_before_birth_after_departure_or_to_a_bull_that_only_cows_do()
    {
        Assert.Single(AnimalEventValidator.ValidateHistory(Cow(born: Now - (10 * Day)), [Told(AnimalEventKind.HoofTrimming, 11)]));
        Assert.Contains("500 days",
            Assert.Single(AnimalEventValidator.ValidateHistory(Cow(born: Now - (400 * Day)), [Told(AnimalEventKind.Calving, 1)])).Sentence,
            StringComparison.Ordinal);
        Assert.Single(
            AnimalEventValidator.ValidateHistory(Cow(), [Told(AnimalEventKind.Departure, 2), Told(AnimalEventKind.HoofTrimming, 1)]));
        Assert.Single(AnimalEventValidator.ValidateHistory(Cow(sex: Sex.Male), [Told(AnimalEventKind.HeatObserved, 1)]));
        Assert.Empty(AnimalEventValidator.ValidateHistory(Cow(sex: Sex.Male), [Told(AnimalEventKind.HoofTrimming, 1)]));
        Assert.Single(AnimalEventValidator.ValidateHistory(Cow(lactation: 0), [Told(AnimalEventKind.DryOff, 1)]));
    }
}
