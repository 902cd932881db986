using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Husbandry.Bindings;
using Xunit;

namespace SmartDairy.Husbandry.Tests.Bindings;

public sealed class WornCollarTests
{
    private const long Hour = 3_600_000;

    [Fact]
    public void A_registered_collar_is_worn_from_the_beginning_unless_it_or_its_animal_was_ever_bound()
    {
        DeviceRegistration[] devices = [Device("AC-1", DeviceType.ActivityCollar), Device("R-1", DeviceType.RfidReader)];
        Assert.Equal([new WornCollar("AC-1", 0, null)], WornCollar.OfAnimal("COW-1", BindingSet.Empty, devices));
        Assert.Empty(WornCollar.OfAnimal("COW-1", new BindingSet([Binding("AC-1", "COW-2", 5, 9)]), devices));
        Assert.Equal(
            [new WornCollar("AC-2", 5, 9)], WornCollar.OfAnimal("COW-1", new BindingSet([Binding("AC-2", "COW-1", 5, 9)]), devices));
    }

    [Fact]
    public void An_hour_in_which_a_collar_changes_animals_belongs_to_neither()
    {
        var bindings = new BindingSet([Binding("AC-1", "COW-1", 0, (10 * Hour) + 1), Binding("AC-1", "COW-2", (10 * Hour) + 1, null)]);
        Assert.Equal(
            ["COW-1", null, "COW-2"], new long[] { 9, 10, 11 }.Select(hour => WornCollar.WearerDuring(bindings, "AC-1", hour, "COW-9")));
        Assert.Equal("COW-9", WornCollar.WearerDuring(bindings, "AC-2", 9, "COW-9"));
        var worn = WornCollar.OfAnimal("COW-1", bindings, [])[0];
        Assert.True(worn.IsWornAt(10 * Hour));
        Assert.False(worn.IsWornAt((10 * Hour) + 1));
    }

    private static DeviceRegistration Device(string id, DeviceType type)
        => new() { Id = id, FarmId = 1, Type = type, AnimalId = "COW-1", TopicPrefix = "" };

    private static AnimalBinding Binding(string collar, string animal, long from, long? to)
        => new()
        {
            Id = $"{collar} {from}",
            FarmId = 1,
            Kind = BindingKind.Collar,
            AnimalId = animal,
            Target = collar,
            From = from,
            To = to,
            RecordedAt = 0,
            RecordedBy = "me"
        };
}
