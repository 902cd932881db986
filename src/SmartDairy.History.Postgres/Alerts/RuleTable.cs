using Npgsql;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Alerts;

internal static class RuleTable
{
    private const string Columns = "id, version, farm, saved_at, saved_by, deleted, definition";

    public static async Task<bool> SaveAsync(NpgsqlConnection connection, StoredRule rule, CancellationToken cancellationToken)
    {
        // Whoever saves the same version at the same time fails at the key, looks again, and finds it there.
        var newest = await FindNewestAsync(connection, rule.Id, cancellationToken);
        if (rule.Version != (newest?.Version ?? 0) + 1 || (newest is not null && newest.FarmId != rule.FarmId))
        {
            return false;
        }

        await connection.ExecuteAsync("update alert_rule set newest = false where id = $1 and newest", cancellationToken, rule.Id);
        await connection.ExecuteAsync(
            $"insert into alert_rule ({Columns}, newest) values ($1, $2, $3, $4, $5::text, $6, $7, true)",
            cancellationToken,
            rule.Id,
            rule.Version,
            rule.FarmId,
            rule.SavedAt,
            rule.SavedBy,
            rule.Deleted,
            StoredJson.Serialize(rule.Definition));
        await RuleSetTable.IncrementVersionAsync(connection, rule.FarmId, cancellationToken);
        return true;
    }

    public static async Task<StoredRule?> FindNewestAsync(NpgsqlConnection connection, string ruleId, CancellationToken cancellationToken)
        => (await ListVersionsAsync(connection, ruleId, 1, cancellationToken)).FirstOrDefault();

    public static async Task<IReadOnlyList<StoredRule>> ListVersionsAsync(NpgsqlConnection connection, string ruleId, int limit, CancellationToken cancellationToken)
        => await connection.QueryAsync(
            $"select {Columns} from alert_rule where id = $1 order by version desc limit $2", Read, cancellationToken, ruleId, (long)limit);

    /// <summary>The newest version of every rule that is not deleted.</summary>
    public static Task<List<StoredRule>> ListActiveAsync(NpgsqlConnection connection, int farmId, CancellationToken cancellationToken)
        => connection.QueryAsync($"select {Columns} from alert_rule where farm = $1 and newest and not deleted", Read, cancellationToken, farmId);

    private static StoredRule Read(NpgsqlDataReader row)
        => new()
        {
            Id = row.GetString(0),
            Version = row.GetInt32(1),
            FarmId = row.GetInt32(2),
            SavedAt = row.GetInt64(3),
            SavedBy = row.TextOrNull(4),
            Deleted = row.GetBoolean(5),
            Definition = StoredJson.DeserializeDefinition(row.GetString(6)),
        };
}
