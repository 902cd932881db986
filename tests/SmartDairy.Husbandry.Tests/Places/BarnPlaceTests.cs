using SmartDairy.Contracts.Animals;
using SmartDairy.Husbandry.Bindings;
using SmartDairy.Husbandry.Places;
using Xunit;

namespace SmartDairy.Husbandry.Tests.Places;

public sealed class BarnPlaceTests
{
    [Theory]
    [InlineData("barn/2", 2, null)]
    [InlineData("barn/999999999/zone/3", 999_999_999, 3)]
    public void A_barn_and_a_zone_are_read_and_written_alike(string text, int barn, int? zone)
    {
        Assert.Equal(new BarnPlace(barn, zone), BarnPlace.Parse(text));
        Assert.Equal(text, new BarnPlace(barn, zone).ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("barn/0")]
    [InlineData("barn/02")]
    [InlineData("barn/1234567890")]
    [InlineData("barn/2/zone")]
    [InlineData("barn/2/zone/3/")]
    [InlineData("gate/NORTH")]
    [InlineData(" barn/2")]
    [InlineData("barn/2\n")]
    public void Other_text_is_no_place(string? text) => Assert.Null(BarnPlace.Parse(text));

    [Fact]
    public void Without_bindings_an_animal_is_kept_where_it_is_registered()
    {
        Assert.Equal("barn/1", AnimalPlaces.PlaceAt(Cow, BindingSet.Empty, 50));
        Assert.Null(AnimalPlaces.PlaceAt(Cow with { Place = null }, BindingSet.Empty, 50));
        Assert.Equal([new PlaceSpan("barn/1", 0, null)], AnimalPlaces.Spans(Cow, BindingSet.Empty));
    }

    [Fact]
    public void Bindings_replace_the_registered_place_also_before_and_after_them()
    {
        var bindings =
            new BindingSet(
                [Binding("B", "barn/2/zone/3", 20, 40), Binding("C", "barn/3", 60, null),
                    Binding("D", "barn/4", 0, null) with { Retracted = true }]);
        Assert.Equal([null, "barn/2/zone/3", "barn/2/zone/3", null, null, "barn/3"],
            new long[] { 19, 20, 39, 40, 59, 60 }.Select(at => AnimalPlaces.PlaceAt(Cow, bindings, at)));
    }

    private static AnimalRegistration Cow { get; } = new() { Id = "COW-1", FarmId = 1, Place = "barn/1" };

    private static AnimalBinding Binding(string id, string place, long from, long? to)
        => new()
        {
            Id = id,
            FarmId = 1,
            Kind = BindingKind.Place,
            AnimalId = "COW-1",
            Target = place,
            From = from,
            To = to,
            RecordedAt = 0,
            RecordedBy = "me"
        };
}
