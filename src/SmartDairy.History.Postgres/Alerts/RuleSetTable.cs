using Npgsql;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Alerts;

/// <summary>A farm's book: its version, and the mutes and contacts in it.</summary>
internal static class RuleSetTable
{
    private const string MuteColumns = "farm, id, snooze, rule_id, source_id, barn, starts, ends, reason, muted_by";

    /// <param name="connection">One that sees one snapshot, so that the version is that of the rest.</param>
    /// <param name="endedSince">Mutes that ended before are left out.</param>
    public static async Task<StoredRuleSet> LoadAsync(NpgsqlConnection connection, int farmId, long endedSince, CancellationToken cancellationToken)
    {
        var version = await connection.QueryScalarAsync<long>("select version from alert_book where farm = $1", cancellationToken, farmId);
        var rules = await RuleTable.ListActiveAsync(connection, farmId, cancellationToken);
        var mutes = await connection.QueryAsync($"select {MuteColumns} from alert_mute where farm = $1 and ends >= $2", ReadMute, cancellationToken, farmId, endedSince);
        var contacts = await connection.QueryAsync(
            "select contact from alert_contact where farm = $1", row => StoredJson.DeserializeContact(row.GetString(0)), cancellationToken, farmId);
        return StoredRuleSetFactory.Create(version, rules, mutes, contacts);
    }

    public static async Task<IReadOnlyDictionary<int, long>> LoadVersionsAsync(NpgsqlConnection connection, IReadOnlyCollection<int> farmIds, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync(
            "select farm, version from alert_book where farm = any($1)", row => (Farm: row.GetInt32(0), Version: row.GetInt64(1)), cancellationToken, (object)farmIds.ToArray());
        return rows.ToDictionary(row => row.Farm, row => row.Version);
    }

    public static Task<int> IncrementVersionAsync(NpgsqlConnection connection, int farmId, CancellationToken cancellationToken)
        => connection.ExecuteAsync(
            "insert into alert_book (farm, version) values ($1, 1) on conflict (farm) do update set version = alert_book.version + 1", cancellationToken, farmId);

    public static async Task<bool> SaveAsync(NpgsqlConnection connection, AlertMute mute, CancellationToken cancellationToken)
    {
        await IncrementVersionAsync(connection, mute.FarmId, cancellationToken);
        return await connection.ExecuteAsync(
            $"insert into alert_mute ({MuteColumns}) values ($1, $2, $3, $4::text, $5::text, $6::int, $7, $8, $9::text, $10::text) on conflict (farm, id) do update set "
            + "snooze = excluded.snooze, rule_id = excluded.rule_id, source_id = excluded.source_id, barn = excluded.barn, starts = excluded.starts, ends = excluded.ends, "
            + "reason = excluded.reason, muted_by = excluded.muted_by",
            cancellationToken,
            mute.FarmId,
            mute.Id,
            mute.IsSnooze,
            mute.RuleId,
            mute.SourceId,
            mute.BarnId,
            mute.From,
            mute.To,
            mute.Reason,
            mute.CreatedBy) > 0;
    }

    public static async Task<bool> SaveAsync(NpgsqlConnection connection, Contact contact, CancellationToken cancellationToken)
    {
        await IncrementVersionAsync(connection, contact.FarmId, cancellationToken);
        return await connection.ExecuteAsync(
            "insert into alert_contact (farm, id, contact) values ($1, $2, $3) on conflict (farm, id) do update set contact = excluded.contact",
            cancellationToken,
            contact.FarmId,
            contact.Id,
            StoredJson.Serialize(contact)) > 0;
    }

    public static Task<bool> RemoveMuteAsync(NpgsqlConnection connection, int farmId, string muteId, CancellationToken cancellationToken)
        => RemoveAsync(connection, "delete from alert_mute where farm = $1 and id = $2", farmId, muteId, cancellationToken);

    public static Task<bool> RemoveContactAsync(NpgsqlConnection connection, int farmId, string contactId, CancellationToken cancellationToken)
        => RemoveAsync(connection, "delete from alert_contact where farm = $1 and id = $2", farmId, contactId, cancellationToken);

    private static async Task<bool> RemoveAsync(NpgsqlConnection connection, string sql, int farmId, string id, CancellationToken cancellationToken)
        => await connection.ExecuteAsync(sql, cancellationToken, farmId, id) > 0 && await IncrementVersionAsync(connection, farmId, cancellationToken) > 0;

    private static AlertMute ReadMute(NpgsqlDataReader row)
        => new()
        {
            FarmId = row.GetInt32(0),
            Id = row.GetString(1),
            IsSnooze = row.GetBoolean(2),
            RuleId = row.TextOrNull(3),
            SourceId = row.TextOrNull(4),
            BarnId = row.IntOrNull(5),
            From = row.GetInt64(6),
            To = row.GetInt64(7),
            Reason = row.TextOrNull(8),
            CreatedBy = row.TextOrNull(9),
        };
}
