using SmartDairy.Contracts.Alerts;
using SmartDairy.History.Alerts;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres;

/// <summary>Alerts in PostgreSQL. The commits of many actors share transactions.</summary>
public sealed class PostgresAlertStore(PostgresStore store, TimeProvider time) : SqlAlertStore(store.Executor, time)
{
    protected override Task<bool> ApplyAsync(AlertCommit commit, CancellationToken cancellationToken)
        => store.AlertCommits.AddAsync(commit with
        {
            Key = commit.Key with
            { RuleId = PostgresText.Sanitize(commit.Key.RuleId), SourceId = PostgresText.Sanitize(commit.Key.SourceId) },
            Alerts = [.. commit.Alerts.Select(Sanitize)],
        }).WaitAsync(cancellationToken);

    /// <summary>The alert as it can be stored, so that it compares equal when it is read again.</summary>
    private static Alert Sanitize(Alert alert)
        => alert with
        {
            Id = PostgresText.Sanitize(alert.Id),
            RuleId = PostgresText.Sanitize(alert.RuleId),
            RuleName = PostgresText.Sanitize(alert.RuleName),
            Category = PostgresText.Sanitize(alert.Category),
            Source = alert.Source with
            {
                Type = PostgresText.Sanitize(alert.Source.Type),
                Id = PostgresText.Sanitize(alert.Source.Id),
                Name = PostgresText.Sanitize(alert.Source.Name),
            },
            Message = PostgresText.Sanitize(alert.Message),
            Details = PostgresText.Sanitize(alert.Details),
            AcknowledgedBy = PostgresText.Sanitize(alert.AcknowledgedBy),
            ClearedBy = PostgresText.Sanitize(alert.ClearedBy),
            Assignee = PostgresText.Sanitize(alert.Assignee),
        };
}
