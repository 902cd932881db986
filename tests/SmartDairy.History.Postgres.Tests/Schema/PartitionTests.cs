using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Postgres.Tests.Store;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Postgres.Tests.Schema;

public sealed class PartitionTests(TestDatabases databases)
{
    private const long Day = 86_400_000;
    private const string Count =
        "select count(*) from history_partition where lower < '2026-03-03' and to_regclass('milking_' || to_char(lower at time zone 'UTC', 'YYYYMMDD')) is not null";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Partitions_are_made_as_readings_need_them_by_two_at_once()
    {
        await using var store = await PostgresStoreUnderTest.CreateAsync(databases);
        await using var other = await store.OpenAnotherAsync();
        Reading[] readings = [.. Enumerable.Range(0, 20).Select(i => Sample.Environment("ENV-1", Sample.Start - (i * 21 * Day), i))];
        Reading[] others = [.. readings.Select(reading => reading with { DeviceId = "ENV-2" })];
        await Task.WhenAll(store.History.AppendAsync(readings), other.History.AppendAsync(others));
        Assert.Equal(20L, await store.ExecuteAsync(Count));
        Assert.Equal(40, (await store.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation)).Stored);
    }

    [Fact]
    public async Task What_is_older_than_it_is_kept_goes_and_a_late_reading_makes_room_again()
    {
        await using var store = await PostgresStoreUnderTest.CreateAsync(databases);
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(Sample.Start));
        var options = new PostgresHistoryOptions
        { ConnectionString = store.ConnectionString, RetentionDays = 30, MaintenanceInterval = TimeSpan.FromDays(1) };
        await using var strict =
            await PostgresStore.OpenAsync(options, NullLogger<PostgresStore>.Instance, clock, cancellationToken: Cancellation);
        await store.History.AppendAsync(
            [.. Enumerable.Range(0, 10).Select(i => Sample.Environment("ENV-1", Sample.Start - (i * 10 * Day), i))]);
        await strict.Maintenance.RunOnceAsync(force: true, Cancellation);
        Assert.Equal(0L, await store.ExecuteAsync("select count(*) from environment where time < '2026-01-20'"));
        Assert.Equal(4L, await store.ExecuteAsync("select count(*) from environment where time >= '2026-01-30'"));
        await store.History.AppendAsync([Sample.Environment("ENV-1", Sample.Start - (90 * Day), 99)]);
        Assert.Equal(1L, await store.ExecuteAsync("select count(*) from environment where time < '2026-01-01'"));
        Assert.Equal(11, (await store.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation)).Stored);
    }

    [Fact]
    public async Task A_process_whose_clock_is_years_ahead_drops_nothing_that_is_kept()
    {
        await using var store = await PostgresStoreUnderTest.CreateAsync(databases);
        var now = TimeProvider.System.GetUtcNow();
        await store.History.AppendAsync([Sample.Environment("ENV-1", now.AddDays(-1).ToUnixTimeMilliseconds(), 1)]);
        var options = new PostgresHistoryOptions
        { ConnectionString = store.ConnectionString, RetentionDays = 30, MaintenanceInterval = TimeSpan.FromDays(1) };
        await using var ahead =
            await PostgresStore.OpenAsync(
                options, NullLogger<PostgresStore>.Instance, new FakeTimeProvider(now.AddYears(4)), cancellationToken: Cancellation);
        await ahead.Maintenance.RunOnceAsync(force: true, Cancellation);
        Assert.Equal(1L, await store.ExecuteAsync("select count(*) from environment"));
    }

    [Fact]
    public async Task A_changed_length_of_partitions_goes_around_those_that_are_there()
    {
        await using var store = await PostgresStoreUnderTest.CreateAsync(databases);
        await store.History.AppendAsync([Sample.Environment("ENV-1", Sample.Start, 1)]);
        foreach (var days in (int[])[30, 1, 3])
        {
            await using var other =
                await PostgresStoreUnderTest.OpenStoreAsync(store.ConnectionString, options => options.PartitionDays = days);
            await new PostgresHistory(other, TimeProvider.System).AppendAsync(
                [.. Enumerable.Range(-40, 80).Select(i => Sample.Environment($"ENV-{days}", Sample.Start + (i * Day / 2), i))]);
        }

        Assert.Equal(241L, await store.ExecuteAsync("select count(*) from environment"));
        Assert.Equal(0L,
            await store.ExecuteAsync(
                "select count(*) from history_partition a join history_partition b on a.lower < b.lower and a.upper > b.lower"));
    }

    [Fact]
    public async Task The_newest_of_a_device_heard_of_lately_does_not_look_into_old_partitions()
    {
        await using var store = await PostgresStoreUnderTest.CreateAsync(databases);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await store.History.AppendAsync(
            [.. Enumerable.Range(0, 100).Select(week => Sample.Environment("ENV-OLD", now - (week * 7 * Day), week))]);
        await store.History.AppendAsync([.. Enumerable.Range(0, 100).Select(i => Sample.Environment("ENV-NEW", now - (i * 1000), i, i))]);
        Assert.Equal(0, (await store.History.FindLatestValuesAsync("ENV-NEW", ReadingFamily.Environment, Cancellation))!.Values[0].Value);
        var plan = (string)(await store.ExecuteAsync(
            $"explain (format json) select * from environment where device = 1 and time >= '{DateTimeOffset.FromUnixTimeMilliseconds(now - (14 * Day)):yyyy-MM-dd}' order by time desc, message desc limit 64"))!;
        Assert.InRange(plan.Split("\"Relation Name\"").Length - 1, 1, 12);

        // A device silent for long is found in older spans all the same.
        Assert.Equal(now, (await store.History.FindLatestValuesAsync("ENV-OLD", ReadingFamily.Environment, Cancellation))!.Values[0].Time);
        Assert.Equal(100,
            (await store.History.ListSinceAsync(
                Sample.Farm, new HashSet<string> { "ENV-OLD" }, now - (700 * Day), 1_000, Cancellation)).Count);
    }
}
