using Microsoft.Extensions.Logging.Abstractions;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Sqlite;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Tests.Sqlite;

public sealed class SqliteSchemaTests
{
    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_by_name()
    {
        await using var store = SqliteStoreUnderTest.Create();
        await using (var connection = store.Connect())
        {
            SqliteStoreUnderTest.Execute(
                connection, "insert into SchemaVersions (ScriptName, Applied) values ('9999_of_tomorrow.sql', '2030-01-01')");
        }

        var refusal = await Assert.ThrowsAsync<HistoryUnavailableException>(store.ReopenAsync);
        Assert.Contains("newer version", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("9999_of_tomorrow.sql", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_directory_that_cannot_be_made_is_refused_by_name()
    {
        var file = Path.GetTempFileName();
        try
        {
            var directory = Path.Combine(file, "below-a-file");
            var refusal = Assert.Throws<HistoryUnavailableException>(
                () => SqliteStore.Open(new SqliteHistoryOptions { DataDirectory = directory }, NullLogger<SqliteStore>.Instance));
            Assert.Contains(directory, refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_directory_that_another_store_has_open_is_refused()
    {
        await using var store = SqliteStoreUnderTest.Create();
        var options = new SqliteHistoryOptions { DataDirectory = Path.GetDirectoryName(store.DatabasePath)! };
        var refusal = Assert.Throws<HistoryUnavailableException>(() => SqliteStore.Open(options, NullLogger<SqliteStore>.Instance));
        Assert.Contains("in use", refusal.Message, StringComparison.Ordinal);
        await store.ReopenAsync();
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        var directory = Directory.CreateTempSubdirectory("smartdairy-garbage-").FullName;
        File.WriteAllText(Path.Combine(directory, SqliteHistoryOptions.FileName), new string('x', 8192));
        Assert.Throws<HistoryUnavailableException>(
            () => SqliteStore.Open(new SqliteHistoryOptions { DataDirectory = directory }, NullLogger<SqliteStore>.Instance));
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Every_value_stands_once_in_the_view_for_analysts()
    {
        await using var store = SqliteStoreUnderTest.Create();
        foreach (var family in Enum.GetValues<ReadingFamily>())
        {
            var values = Enumerable.Range(1, Metrics.ForFamily(family).Length).Select(i => i + 0.5).ToArray();
            Reading reading = family switch
            {
                ReadingFamily.Environment => Sample.Environment("D", Sample.Start, 1),
                ReadingFamily.Activity => Sample.Activity("D", null, Sample.Start, 1),
                ReadingFamily.Milking => new MilkingReading
                {
                    DeviceId = "D",
                    FarmId = Sample.Farm,
                    Time = Sample.Start,
                    ReceivedAt = 0,
                    MessageId = 1,
                    Quality = 90,
                    Phase = MilkingPhase.Data,
                    Values = [],
                },
                _ => new TagReading
                {
                    DeviceId = "D",
                    FarmId = Sample.Farm,
                    Time = Sample.Start,
                    ReceivedAt = 0,
                    MessageId = 1,
                    Quality = 90,
                    Sighting = SightingKind.Gate,
                    Values = [],
                },
            };
            await store.History.AppendAsync([reading with { Values = values, OutOfRange = 0b100, Quality = 90, BarnId = 3, ZoneId = 4 }]);
        }

        await using var connection = store.Connect();
        foreach (var family in Enum.GetValues<ReadingFamily>())
        {
            var type = family.ToString().ToLowerInvariant();
            for (var i = 0; i < Metrics.ForFamily(family).Length; i++)
            {
                var metric = Metrics.ForFamily(family)[i];
                var row = SqliteStoreUnderTest.Execute(
                    connection,
                    "select time || '|' || sensor_id || '|' || farm_id || '|' || barn_id || '|' || zone_id || '|' || value || '|' || unit || '|' || quality_score "
                    + $"from sensor_data where sensor_type = '{type}' and metric_name = '{metric.Name}'");
                Assert.Equal(
                    FormattableString.Invariant($"2026-03-01T00:00:00.000Z|D|7|3|4|{i + 1.5}|{metric.Unit}|{(i == 2 ? 0 : 90)}"), row);
            }
        }

        Assert.Equal((long)Enum.GetValues<ReadingFamily>().Sum(family => Metrics.ForFamily(family).Length),
            SqliteStoreUnderTest.Execute(connection, "select count(*) from sensor_data"));
    }

    [Theory]
    [InlineData("WriteToStorageKey")]
    [InlineData("ReadFromStorageKey")]
    [InlineData("ClearStorageKey")]
    [InlineData("DeleteStorageKey")]
    [InlineData("UpsertReminderRowKey")]
    [InlineData("ReadReminderRowsKey")]
    [InlineData("ReadReminderRowKey")]
    [InlineData("ReadRangeRows1Key")]
    [InlineData("ReadRangeRows2Key")]
    [InlineData("DeleteReminderRowKey")]
    [InlineData("DeleteReminderRowsKey")]
    public async Task Every_statement_that_Orleans_looks_up_is_there_and_compiles(string key)
    {
        await using var store = SqliteStoreUnderTest.Create();
        await using var connection = store.Connect();
        var sql = (string)SqliteStoreUnderTest.Execute(connection, $"select querytext from orleansquery where querykey = '{key}'")!;
        foreach (var statement in sql.Split(';'))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "explain " + statement;
            foreach (var name in (string[])
                ["ServiceId", "GrainTypeString", "GrainIdN0", "GrainIdN1", "GrainIdExtensionString", "PayloadBinary", "GrainStateVersion",
                "GrainId", "ReminderName", "StartTime", "Period", "GrainHash", "Version", "BeginHash", "EndHash"])
            {
                command.Parameters.AddWithValue(name, 1);
            }

            await using var plan = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            Assert.True(await plan.ReadAsync(TestContext.Current.CancellationToken));
        }
    }
}
