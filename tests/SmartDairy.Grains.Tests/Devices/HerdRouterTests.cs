using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Rfid;
using SmartDairy.Grains.Devices;
using SmartDairy.Grains.Tests.Cluster;
using SmartDairy.Protocol.Payloads;

namespace SmartDairy.Grains.Tests.Devices;

public sealed class HerdRouterTests
{
    private readonly RecordingGrains _grains = new();

    [Fact]
    public void Meter_readings_go_to_the_stall_of_the_meter()
    {
        var router = CreateRouter(_grains);
        router.Route(TestDevices.Meter("MM-1", stall: 12), [Milking("COW-7")]);
        router.Route(TestDevices.Meter("MM-2") with { StallId = null }, [Milking("COW-7")]);
        router.Route(TestDevices.Meter("MM-1", stall: 12), []);
        router.Route(TestDevices.Sensor(), [Milking("COW-7")]);
        Assert.Equal(["IStallGrain 1/1/12 AddReadingsAsync"], _grains.Calls.Select(made => made.Call));
    }

    /// <summary>Each call is about one place, and together the calls are the readings with a place, in order.</summary>
    [Fact]
    public void Reader_readings_go_to_their_places_in_runs() => Gen.Int[0, 3].Array[0, 12].Sample(places =>
    {
        var grains = new RecordingGrains();
        List<Reading> readings = [.. places.Select((place, index) => Tag(place == 0 ? null : $"G{place}", index))];
        CreateRouter(grains).Route(TestDevices.Reader("RF-1", "G1"), readings);
        var routed = new List<Reading>();
        string? before = null;
        foreach (var (call, arguments) in grains.Calls)
        {
            var part = (IReadOnlyList<Reading>)arguments[0]!;
            routed.AddRange(part);
            var place = Assert.Single(part.Select(reading => TagPlace.FromReading((TagReading)reading)).Distinct());
            Assert.Equal($"IGateGrain 1/{place} AddReadingsAsync", call);
            Assert.False(call == before && routed[^part.Count].Time == routed[^(part.Count + 1)].Time + 1, "two calls for one run");
            before = call;
        }

        Assert.Equal(readings.Where(reading => ((TagReading)reading).PlaceId is not null), routed);
    });

    [Fact]
    public void Readings_that_name_an_animal_are_its_newest_except_those_of_collars()
    {
        var router = CreateRouter(_grains);
        router.NotifyAnimal(Milking("COW-7"));
        router.NotifyAnimal(Milking(null));
        router.NotifyAnimal(Testing.History.Sample.Activity("AC-1", "COW-7", 1_000, 1, farm: 1));
        Assert.Equal(["IAnimalGrain 1/COW-7 NotifyLatestReadingAsync"], _grains.Calls.Select(made => made.Call));
    }

    [Fact]
    public void Status_reports_about_a_parlor_go_to_the_parlor()
    {
        var message = new ReceivedMessage { Topic = "any", Payload = default, ReceivedAt = 5_000 };
        var decoded = new DecodedBatch();
        decoded.StatusReports.Add(new DecodedStatus(0, new DeviceStatusReport { Status = DeviceStatus.Error }, null));
        decoded.StatusReports.Add(
            new DecodedStatus(1, new DeviceStatusReport { Status = DeviceStatus.Warning, Message = "vacuum low" }, "1/2"));
        CreateRouter(_grains).ReportToParlors(new DeviceBatch([message, message]), decoded);
        var (call, arguments) = Assert.Single(_grains.Calls);
        Assert.Equal("IParlorGrain 1/2 UpdateStatusAsync", call);
        Assert.Equal(new ParlorStatusReport(DeviceStatus.Warning, "vacuum low", 5_000), arguments[0]);
    }

    // Only collars need the services of the herd.
    private static HerdRouter CreateRouter(RecordingGrains grains) => new(grains.Factory, null!, TimeProvider.System, NullLogger.Instance);

    private static MilkingReading Milking(string? animal) => new()
    {
        DeviceId = "MM-1",
        FarmId = 1,
        Time = 1_000,
        ReceivedAt = 1_000,
        MessageId = 1,
        Quality = 100,
        Values = new double[Metrics.ForFamily(ReadingFamily.Milking).Length],
        Phase = MilkingPhase.Data,
        AnimalId = animal,
    };

    private static TagReading Tag(string? gate, long time) => new()
    {
        DeviceId = "RF-1",
        FarmId = 1,
        Time = time,
        ReceivedAt = time,
        MessageId = time,
        Quality = 100,
        Values = new double[Metrics.ForFamily(ReadingFamily.Rfid).Length],
        Sighting = SightingKind.Gate,
        PlaceId = gate,
    };
}
