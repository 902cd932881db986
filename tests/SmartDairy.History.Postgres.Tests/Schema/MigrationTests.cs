using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using SmartDairy.History.Postgres.Schema;
using SmartDairy.History.Postgres.Tests.Store;
using SmartDairy.History.Registry;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Postgres.Tests.Schema;

public sealed class MigrationTests(TestDatabases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Eight_that_start_at_once_on_an_empty_database_all_open_it()
    {
        var database = await databases.CreateEmptyAsync();
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostgresStoreUnderTest.OpenStoreAsync(database)));
        await Task.WhenAll(
            stores.Select(
                (store, i) => new PostgresHistory(store, TimeProvider.System).AppendAsync(Sample.MinutelyReadings($"ENV-{i}", 10))));
        Assert.Equal(
            80, (await new PostgresHistory(stores[0], TimeProvider.System).GetFarmMessageCountsAsync(Sample.Farm, Cancellation)).Stored);
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_by_name()
    {
        await using var store = await PostgresStoreUnderTest.CreateAsync(databases);
        await store.ExecuteAsync("insert into schemaversions (scriptname, applied) values ('9999_of_tomorrow.sql', '2030-01-01')");
        var refusal =
            await Assert.ThrowsAsync<HistoryUnavailableException>(() => PostgresStoreUnderTest.OpenStoreAsync(store.ConnectionString));
        Assert.Contains("newer version", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("9999_of_tomorrow.sql", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named_and_the_password_is_not()
    {
        var options =
            new PostgresHistoryOptions { ConnectionString = "Host=127.0.0.1;Port=1;Database=herd;Username=u;Password=hunter2;Timeout=2" };
        var refusal =
            await Assert.ThrowsAsync<HistoryUnavailableException>(() =>
                PostgresStore.OpenAsync(options, NullLogger<PostgresStore>.Instance, TimeProvider.System, cancellationToken: Cancellation));
        Assert.Contains("herd", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:1", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_kind_names_product_version_and_layout()
    {
        await using var store = await PostgresStoreUnderTest.CreateAsync(databases);
        Assert.Matches(@"^PostgreSQL \d+(\.\d+)?, native partitions of 7 days$", store.History.Description);
        Assert.Equal("PostgreSQL 15.18, TimescaleDB 2.27.1 (Apache): hypertables",
            ServerDescription.Describe("15.18 (Debian)", false, "2.27.1", "apache", 7));
        Assert.Equal("PostgreSQL 15.18, TimescaleDB 2.27.1 (Community): hypertables, compression",
            ServerDescription.Describe("15.18", false, "2.27.1", "timescale", 7));
    }

    [Fact]
    public async Task History_and_registry_share_one_store_and_one_source_of_connections()
    {
        var database = await databases.CreateAsync();
        await using var services = new ServiceCollection().AddLogging().AddPostgresHistory(options => options.ConnectionString = database)
            .BuildServiceProvider();
        await services.GetRequiredService<IHistory>().AppendAsync(Sample.MinutelyReadings("ENV-1", 3));
        Assert.Empty(await services.GetRequiredService<IRegistry>().ListBarnsAsync(1, Cancellation));
        Assert.Same(services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<PostgresStore>().DataSource);
        Assert.Equal(0, services.GetRequiredService<PostgresStore>().PendingRows);
    }

    [Fact]
    public void Every_option_out_of_range_is_named_at_once()
    {
        using var services = new ServiceCollection().AddLogging()
            .AddPostgresHistory(options =>
            {
                options.MaxBatchRows = 0;
                options.Writers = 99;
                options.RetentionDays = -1;
            })
            .BuildServiceProvider();
        var refusal =
            Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<PostgresHistoryOptions>>().Value);
        Assert.Equal(4, refusal.Failures.Count());
        Assert.Contains(refusal.Failures, failure => failure.Contains("RetentionDays is -1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_twenty_statements_that_Orleans_looks_up_are_there_and_compile()
    {
        await using var store = await PostgresStoreUnderTest.CreateAsync(databases);
        await using var connection = new NpgsqlConnection(store.ConnectionString);
        await connection.OpenAsync(Cancellation);
        var statements = new List<string>();
        await using (var all = new NpgsqlCommand("select querytext from orleansquery", connection))
        await using (var rows = await all.ExecuteReaderAsync(Cancellation))
        {
            while (await rows.ReadAsync(Cancellation))
            {
                statements.Add(rows.GetString(0));
            }
        }

        Assert.Equal(20, statements.Count);
        foreach (var statement in statements)
        {
            // Named parameters become nulls, whose type the server infers: it parses and plans the statement.
            await using var plan =
                new NpgsqlCommand("explain " + System.Text.RegularExpressions.Regex.Replace(statement, @"@\w+", "null"), connection);
            await plan.ExecuteNonQueryAsync(Cancellation);
        }
    }
}
