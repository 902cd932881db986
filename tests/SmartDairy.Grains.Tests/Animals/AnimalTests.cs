using SmartDairy.Contracts.Animals;
using SmartDairy.Grains.Tests.Cluster;

namespace SmartDairy.Grains.Tests.Animals;

public sealed class AnimalTests
{
    [Fact]
    public async Task An_animal_is_what_collar_meter_and_readers_saw_of_her_and_history_gives_it_back()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var (collar, meter, north, south) =
            (TestDevices.Collar("AC-1", "COW-7"), TestDevices.Meter("MM-1"), TestDevices.Reader("R-1", "NORTH"),
                TestDevices.Reader("R-2", "SOUTH"));
        Assert.Null(await dairy.Animal("COW-7").GetAsync());
        await dairy.Farm.RegisterAnimalsAsync([new AnimalRegistration { Id = "COW-7", FarmId = 1, Name = "Berta" }]);
        await dairy.Farm.RegisterDevicesAsync([collar, meter, north, south]);
        var at = TestDevices.Timestamp(dairy.Now);
        await dairy.SendTelemetryAsync(
            collar, $$"""{"timestamp":"{{at}}","activity_score":52,"rumination_minutes":130,"temperature_c":38.5,"battery_level":81}""");
        await dairy.SendTelemetryAsync(meter,
            $$$"""{"timestamp":"{{{at}}}","session_id":"S-1","animal_id":"COW-7","milk_data":{"total_volume_liters":14.5,"temperature_celsius":36.5},"battery_level":7}""");
        await dairy.SendTelemetryAsync(south, $$"""{"timestamp":"{{at}}","tag_epc":"E200","animal_id":"COW-7","rssi":-48}""");
        await dairy.SendTelemetryAsync(
            north, $$"""{"timestamp":"{{TestDevices.Timestamp(dairy.Now - 1000)}}","tag_epc":"E200","animal_id":"COW-7","rssi":-48}""");
        var before = await SeenAsync(dairy, "gate/SOUTH");
        var latest = before.Latest.ToDictionary(value => value.Metric, value => value.Value);
        Assert.Equal(
            (52, 38.5, 36.5, 14.5, 81),
            (latest["activity_score"], latest["temperature_c"], latest["milk_temperature_c"], latest["total_volume_liters"],
                latest["battery_level"]));
        Assert.DoesNotContain("rssi", latest.Keys);
        Assert.Equal("Berta", before.Registration.Name);

        await dairy.DeactivateAsync(dairy.Animal("COW-7"));
        await dairy.DeactivateAsync(dairy.Device("AC-1"));
        var after = (await dairy.Animal("COW-7").GetAsync())!;
        Assert.Equal(("gate/SOUTH", before.Registration), (after.Location, after.Registration));
        Assert.Equal(before.Latest, after.Latest);
    }

    private static async Task<AnimalSnapshot> SeenAsync(DairyTestCluster dairy, string location)
    {
        // What devices tell her is sent without waiting for her.
        var soon = DairyTestCluster.TimeoutToken;
        while (true)
        {
            var animal = (await dairy.Animal("COW-7").GetAsync())!;
            if (animal.Location == location && animal.Latest.Any(value => value.Metric == "total_volume_liters"))
            {
                return animal;
            }

            soon.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
