using Npgsql;
using SmartDairy.History.Herds;
using SmartDairy.History.Postgres.Tests.Store;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Postgres.Tests.Faults;

/// <summary>A write of a herd whose answer is lost is made once, and is never a conflict with itself.</summary>
public sealed class InDoubtHerdWriteTests(TestDatabases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_that_is_cut_before_its_answer_is_no_conflict_with_itself()
    {
        const int Callers = 8;
        const int Rounds = 20;
        await using var store = await PostgresStoreUnderTest.CreateAsync(databases);
        await using var proxy = new ConnectionCuttingProxy(databases.Server.Port);
        var through = new NpgsqlConnectionStringBuilder(store.ConnectionString) { Port = proxy.Port }.ConnectionString;
        await using var behind = await PostgresStoreUnderTest.OpenStoreAsync(through);
        var herds = new PostgresHerdStore(behind);
        proxy.CutEveryNthCommit = 3;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                var row = new HerdRecord
                {
                    FarmId = Sample.Farm,
                    Kind = "event",
                    Id = $"E-{caller}-{round}",
                    Subject = "",
                    Time = 1,
                    Until = 1,
                    Body = "{}",
                    Modified = round
                };
                Assert.True(await herds.WriteAsync([new(row, 0)], Cancellation));
            }
        }));
        Assert.InRange(proxy.CutCount, 3, int.MaxValue);
        proxy.CutEveryNthCommit = 0;
        var rows =
            await store.Herds.ListAsync(new HerdQuery
            { FarmId = Sample.Farm, Kind = "event", Order = HerdRecordOrder.ByRevision }, 1_000, Cancellation);
        Assert.Equal(Enumerable.Range(1, Callers * Rounds).Select(i => (long)i), rows.Select(row => row.Revision));
    }
}
