using Npgsql;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Alerts;

internal static class RuleTable
{
    private const string Columns = "id, version, farm, saved_at, saved_by, deleted, definition";

    public static async Task<bool> SaveAsync(NpgsqlConnection connection, StoredRule rule, CancellationToken cancellation)
    {
        // Whoever saves the same version at the same time fails at the key, looks again, and finds it there.
        var newest = await NewestAsync(connection, rule.Id, cancellation);
        if (rule.Version != (newest?.Version ?? 0) + 1 || (newest is not null && newest.FarmId != rule.FarmId))
        {
            return false;
        }

        await connection.RunAsync("update alert_rule set newest = false where id = $1 and newest", cancellation, rule.Id);
        await connection.RunAsync(
            $"insert into alert_rule ({Columns}, newest) values ($1, $2, $3, $4, $5::text, $6, $7, true)",
            cancellation,
            rule.Id,
            rule.Version,
            rule.FarmId,
            rule.SavedAt,
            rule.SavedBy,
            rule.Deleted,
            StoredJson.Of(rule.Definition));
        await BookTable.RaiseAsync(connection, rule.FarmId, cancellation);
        return true;
    }

    public static async Task<StoredRule?> NewestAsync(NpgsqlConnection connection, string ruleId, CancellationToken cancellation)
        => (await VersionsAsync(connection, ruleId, 1, cancellation)).FirstOrDefault();

    public static async Task<IReadOnlyList<StoredRule>> VersionsAsync(NpgsqlConnection connection, string ruleId, int limit, CancellationToken cancellation)
        => await connection.ListAsync(
            $"select {Columns} from alert_rule where id = $1 order by version desc limit $2", Read, cancellation, ruleId, (long)limit);

    /// <summary>The newest version of every rule that is not deleted.</summary>
    public static Task<List<StoredRule>> InForceAsync(NpgsqlConnection connection, int farmId, CancellationToken cancellation)
        => connection.ListAsync($"select {Columns} from alert_rule where farm = $1 and newest and not deleted", Read, cancellation, farmId);

    private static StoredRule Read(NpgsqlDataReader row)
        => new()
        {
            Id = row.GetString(0),
            Version = row.GetInt32(1),
            FarmId = row.GetInt32(2),
            SavedAt = row.GetInt64(3),
            SavedBy = row.Text(4),
            Deleted = row.GetBoolean(5),
            Definition = StoredJson.Definition(row.GetString(6)),
        };
}
