using Npgsql;
using SmartDairy.Contracts.Alerts;
using SmartDairy.History.Alerts;
using SmartDairy.History.Postgres.Tests.Store;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Postgres.Tests.Faults;

/// <summary>A commit of alerts whose answer is lost is made once, and whoever made it is told so.</summary>
public sealed class InDoubtAlertCommitTests(TestDatabases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commit_of_alerts_that_is_cut_before_its_answer_is_made_once()
    {
        const int Callers = 16;
        const int Rounds = 20;
        await using var store = await PostgresStoreUnderTest.CreateAsync(databases);
        await using var proxy = new ConnectionCuttingProxy(databases.Server.Port);
        var through = new NpgsqlConnectionStringBuilder(store.ConnectionString) { Port = proxy.Port }.ConnectionString;
        await using var behind = await PostgresStoreUnderTest.OpenStoreAsync(through);
        var alerts = new PostgresAlertStore(behind, TimeProvider.System);
        proxy.CutEveryNthCommit = 3;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
        {
            var alert = Raised($"ENV-{caller}");
            for (var round = 0; round < Rounds; round++)
            {
                alert = alert with { Revision = round + 1, Occurrences = round + 1 };
                await CommitAsync(alerts, alert);
            }
        }));
        Assert.InRange(proxy.CutCount, 3, int.MaxValue);
        proxy.CutEveryNthCommit = 0;
        Assert.Equal(Callers * Rounds, await store.Alerts.GetLastSequenceAsync(Sample.Farm, Cancellation));
        Assert.Equal((long)(Callers * Rounds), await store.ExecuteAsync("select count(*) from alert_event"));
    }

    /// <summary>As an actor does: a commit in doubt is made again, and is never a conflict with itself.</summary>
    private static async Task CommitAsync(PostgresAlertStore alerts, Alert alert)
    {
        var commit = new AlertCommit
        {
            Key = new(alert.FarmId, alert.RuleId, alert.Source.Id),
            Alerts = [alert],
            Events =
            [new AlertEvent
            { FarmId = alert.FarmId, AlertId = alert.Id, At = alert.RaisedAt + alert.Revision, Kind = AlertEventKind.Recurred }],
        };
        while (true)
        {
            try
            {
                Assert.True(await alerts.CommitAsync(commit, Cancellation));
                return;
            }
            catch (HistoryUnavailableException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
            }
        }
    }

    private static Alert Raised(string source)
        => new()
        {
            Id = AlertId.Create("R-1", source, Sample.Start),
            FarmId = Sample.Farm,
            RuleId = "R-1",
            RuleVersion = 1,
            RuleName = "Too hot\0",
            Category = "environment",
            Source = new AlertSource("sensor", source),
            Priority = Priority.High,
            State = AlertState.Open,
            Message = "hot\ud800",
            Details = "{}",
            OpenedAt = Sample.Start,
            RaisedAt = Sample.Start,
        };
}
