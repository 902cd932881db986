using CsCheck;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Postgres.Tests.Store;

/// <summary>What is encoded is what PostgreSQL gives back.</summary>
public sealed class RowRoundTripTests(TestDatabases databases)
{
    private static readonly double[] None = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Gen<string?> Texts { get; } = Gen.Char["a\"\\\n'%ü€"].Array[0, 30].Select(letters => letters.Length switch
    {
        0 => null,
        1 => "🐄 \u0007 \uFFFD",
        _ => new string(letters),
    });

    private static Gen<bool?> Flags { get; } = Gen.Int[0, 2].Select(i => i == 0 ? (bool?)null : i == 1);

    [Fact]
    public async Task Any_reading_comes_back_as_it_was()
    {
        await using var store = await PostgresStoreUnderTest.CreateAsync(databases);
        var number = 0;
        var gen =
            from texts in Texts.Array[5]
            from values in Gen.Frequency((1, Gen.Const(double.NaN)), (3, Gen.Double)).Array[8]
            from times in Gen.Long[-1_000_000_000_000, 3_000_000_000_000].Array[2]
            from message in Gen.Long
            from numbers in Gen.Int.Array[4]
            from bits in Gen.UInt
            from flags in Flags.Array[4]
            select new MilkingReading
            {
                DeviceId = $"MM-{Interlocked.Increment(ref number)}",
                FarmId = numbers[0],
                Time = Sample.Start + (times[0] % 1_000_000_000),
                ReceivedAt = times[1],
                MessageId = message,
                Quality = Math.Abs(numbers[1] % 101),
                Flags = (ReadingFlags)(numbers[2] & 127),
                OutOfRange = bits,
                BarnId = flags[0] is null ? null : numbers[3],
                ZoneId = flags[1] is null ? null : numbers[2],
                FirmwareVersion = texts[0],
                SessionId = texts[1],
                AnimalId = texts[2] ?? "",
                Extra = texts[3] is null ? null : System.Text.Json.JsonSerializer.Serialize(texts[3]),
                Phase = MilkingPhase.End,
                StartedAt = flags[2] is null ? null : message,
                EndedAt = times[0],
                BloodDetected = flags[0],
                ConductivityAlert = flags[1],
                TemperatureAlert = flags[2],
                IncompleteMilking = flags[3],
                Values = values,
            };
        await gen.Array[1, 20].SampleAsync(
            async readings =>
            {
                await store.History.AppendAsync(readings);
                foreach (var reading in readings)
                {
                    var found =
                        Assert.Single(
                            await store.History.ListSinceAsync(
                                reading.FarmId, new HashSet<string> { reading.DeviceId }, reading.Time, 10, Cancellation));
                    Assert.Equal(reading.Values, found.Values);
                    Assert.Equal(reading with { Values = None }, (MilkingReading)found with { Values = None });
                }
            },
            iter: 12,
            threads: 1);
    }

    [Fact]
    public async Task Text_that_PostgreSQL_cannot_hold_is_repaired_and_blocks_nobody()
    {
        await using var store = await PostgresStoreUnderTest.CreateAsync(databases);
        var odd = Sample.Activity("COL-\0\uD800", "COW\0-\uDC00", Sample.Start, 1) with
        { Position = "\0", Extra = "{\"a\":\"\\u0000\\ud800\",\"n\":1e999999}", FirmwareVersion = "\uD83D\uDC04" };
        await store.History.AppendAsync([odd]);
        await store.History.AppendRejectedAsync([Sample.Rejected(1, "\0 name \uD800") with { Topic = "a\0b", Reason = "\uDFFF" }]);
        var found = (ActivityReading)Assert.Single(await store.History.ListSinceAsync(Sample.Farm, null, Sample.Start, 10, Cancellation));
        Assert.Equal("COL-\uFFFD\uFFFD", found.DeviceId);
        Assert.Equal("COW\uFFFD-\uFFFD", found.AnimalId);
        Assert.Equal(odd.Extra, found.Extra);
        Assert.Equal("\uD83D\uDC04", found.FirmwareVersion);
        Assert.Equal(new MessageCounts(1, 0, 1), await store.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation));
        Assert.Equal(1, (await store.History.GetMessageCountsAsync([odd.DeviceId], Cancellation))[odd.DeviceId].Stored);
    }

    [Fact]
    public async Task Rows_that_can_never_be_stored_fail_their_own_caller_only()
    {
        await using var store = await PostgresStoreUnderTest.CreateAsync(databases, options => options.Writers = 1);
        var good = Enumerable.Range(0, 30).Select(i => store.History.AppendAsync(Sample.MinutelyReadings($"ENV-{i}", 5))).ToList();
        var bad = store.History.AppendAsync([Sample.Environment("ENV-BAD", Sample.Start, 1) with { Extra = "{ this is no JSON" }]);
        good.AddRange(Enumerable.Range(30, 30).Select(i => store.History.AppendAsync(Sample.MinutelyReadings($"ENV-{i}", 5))));
        await Assert.ThrowsAsync<ArgumentException>(() => bad);
        await Task.WhenAll(good);
        Assert.Equal(new MessageCounts(300, 0, 0), await store.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation));
        Assert.Equal(0, store.Inner.PendingRows);
    }

    [Fact]
    public async Task A_time_out_of_any_calendar_is_refused()
    {
        await using var store = await PostgresStoreUnderTest.CreateAsync(databases);
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await store.History.AppendAsync([Sample.Environment("ENV-1", long.MaxValue, 1)]));
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await store.History.AppendAsync([Sample.Environment("ENV-1", long.MinValue, 1)]));
    }
}
