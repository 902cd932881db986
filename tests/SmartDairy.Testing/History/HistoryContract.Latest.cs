using SmartDairy.Contracts.Readings;

namespace SmartDairy.Testing.History;

public abstract partial class HistoryContract
{
    [Fact]
    public async Task Latest_takes_each_metric_from_its_newest_reading_by_event_time()
    {
        await History.AppendAsync(
        [
            Sample.Environment("ENV-1", Sample.Start + 2000, 2, 22, double.NaN) with { OutOfRange = 1, FirmwareVersion = "1.1" },
            Sample.Environment("ENV-1", Sample.Start + 1000, 1, 21, 61) with { FirmwareVersion = "1.0" },
        ]);
        await History.AppendAsync(
            [Sample.Environment("ENV-1", Sample.Start, 0, 10, 10) with { FirmwareVersion = "0.9", ReceivedAt = Sample.Start + 9000 }]);
        var latest = await History.FindLatestValuesAsync("ENV-1", ReadingFamily.Environment, Cancellation);
        Assert.NotNull(latest);
        Assert.Equal(
            [
                new MetricValue("temperature_c", 22, "°C", Sample.Start + 2000, 0),
                new MetricValue("humidity_percent", 61, "%RH", Sample.Start + 1000, 100),
            ],
            latest.Values);
        Assert.Equal("1.1", latest.FirmwareVersion);
        Assert.Equal(Sample.Start + 9000, latest.LastReceivedAt);
    }

    [Fact]
    public async Task Latest_is_null_for_a_device_without_readings_of_the_family()
    {
        await History.AppendAsync([Sample.Environment("ENV-1", Sample.Start, 1)]);
        Assert.Null(await History.FindLatestValuesAsync("ENV-1", ReadingFamily.Activity, Cancellation));
        Assert.Null(await History.FindLatestValuesAsync("ENV-2", ReadingFamily.Environment, Cancellation));
    }

    [Fact]
    public async Task The_newest_of_an_animal_comes_back_whole_from_every_family()
    {
        Reading[] newest =
        [
            Sample.Activity("COL-1", "COW-1", Sample.Start + 5, 70) with
            {
                Position = "standing", FertilityStatus = "normal", HealthAlert = true, Extra = "{\"x\":1}", Flags = ReadingFlags.Stuck,
                BarnId = 3,
            },
            new MilkingReading
            {
                DeviceId = "MM-1", FarmId = Sample.Farm, Time = Sample.Start + 6, ReceivedAt = Sample.Start + 7, MessageId = long.MinValue,
                Quality = 55,
                Phase = MilkingPhase.End, SessionId = "s", AnimalId = "COW-1", StartedAt = 1, EndedAt = 2, BloodDetected = false,
                ConductivityAlert = null,
                TemperatureAlert = true, IncompleteMilking = false, Values = [12.5, double.NaN, 3, 4, 5, 6, 7, -8], OutOfRange = 0b10,
                ZoneId = 4,
            },
            new TagReading
            {
                DeviceId = "RF-1", FarmId = Sample.Farm, Time = Sample.Start + 8, ReceivedAt = Sample.Start + 9, MessageId = 1,
                Quality = 100,
                Sighting = SightingKind.Location, TagEpc = "E2", AnimalId = "COW-1", AntennaId = 2, Direction = "inbound",
                PlaceId = "NORTH",
                Values = [-60, double.NaN, double.NaN, 1, double.NaN, double.NaN], FirmwareVersion = "2",
            },
        ];
        await History.AppendAsync(newest);
        await History.AppendAsync(
        [
            Sample.Activity("COL-1", "COW-1", Sample.Start, 1),
            Sample.Activity("COL-2", "COW-2", Sample.Start + 100, 2),
            Sample.Activity("COL-3", "COW-1", Sample.Start + 100, 3, farm: 99),
            Sample.Activity("COL-4", null, Sample.Start + 100, 4),
        ]);
        var found = await History.ListLatestOfAnimalAsync(Sample.Farm, "COW-1", Cancellation);
        Assert.Equal(3, found.Count);
        foreach (var reading in newest)
        {
            var same = found.Single(one => one.Family == reading.Family);
            Assert.Equal(reading.Values, same.Values);
            Assert.Equal(reading, same, new ReadingComparerIgnoringValues());
        }

        Assert.Empty(await History.ListLatestOfAnimalAsync(Sample.Farm, "COW-3", Cancellation));
    }

    /// <summary>Records compare arrays by reference; the values are compared on their own.</summary>
    private sealed class ReadingComparerIgnoringValues : IEqualityComparer<Reading>
    {
        private static readonly double[] None = [];

        public bool Equals(Reading? left, Reading? right) => (left! with { Values = None }) == (right! with { Values = None });

        public int GetHashCode(Reading reading) => reading.MessageId.GetHashCode();
    }
}
