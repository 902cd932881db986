using Npgsql;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Alerts;

/// <summary>A farm's book: its version, and the mutes and contacts in it.</summary>
internal static class BookTable
{
    private const string MuteColumns = "farm, id, snooze, rule_id, source_id, barn, starts, ends, reason, muted_by";

    /// <param name="connection">One that sees one snapshot, so that the version is that of the rest.</param>
    /// <param name="endedSince">Mutes that ended before are left out.</param>
    public static async Task<RuleBookRow> ReadAsync(NpgsqlConnection connection, int farmId, long endedSince, CancellationToken cancellation)
    {
        var version = await connection.ScalarAsync<long>("select version from alert_book where farm = $1", cancellation, farmId);
        var rules = await RuleTable.InForceAsync(connection, farmId, cancellation);
        var mutes = await connection.ListAsync($"select {MuteColumns} from alert_mute where farm = $1 and ends >= $2", Mute, cancellation, farmId, endedSince);
        var contacts = await connection.ListAsync(
            "select contact from alert_contact where farm = $1", row => StoredJson.Contact(row.GetString(0)), cancellation, farmId);
        return Books.Row(version, rules, mutes, contacts);
    }

    public static async Task<IReadOnlyDictionary<int, long>> VersionsAsync(NpgsqlConnection connection, IReadOnlyCollection<int> farmIds, CancellationToken cancellation)
    {
        var rows = await connection.ListAsync(
            "select farm, version from alert_book where farm = any($1)", row => (Farm: row.GetInt32(0), Version: row.GetInt64(1)), cancellation, (object)farmIds.ToArray());
        return rows.ToDictionary(row => row.Farm, row => row.Version);
    }

    public static Task<int> RaiseAsync(NpgsqlConnection connection, int farmId, CancellationToken cancellation)
        => connection.RunAsync(
            "insert into alert_book (farm, version) values ($1, 1) on conflict (farm) do update set version = alert_book.version + 1", cancellation, farmId);

    public static async Task<bool> SaveAsync(NpgsqlConnection connection, Mute mute, CancellationToken cancellation)
    {
        await RaiseAsync(connection, mute.FarmId, cancellation);
        return await connection.RunAsync(
            $"insert into alert_mute ({MuteColumns}) values ($1, $2, $3, $4::text, $5::text, $6::int, $7, $8, $9::text, $10::text) on conflict (farm, id) do update set "
            + "snooze = excluded.snooze, rule_id = excluded.rule_id, source_id = excluded.source_id, barn = excluded.barn, starts = excluded.starts, ends = excluded.ends, "
            + "reason = excluded.reason, muted_by = excluded.muted_by",
            cancellation,
            mute.FarmId,
            mute.Id,
            mute.Snooze,
            mute.RuleId,
            mute.SourceId,
            mute.BarnId,
            mute.From,
            mute.To,
            mute.Reason,
            mute.By) > 0;
    }

    public static async Task<bool> SaveAsync(NpgsqlConnection connection, Contact contact, CancellationToken cancellation)
    {
        await RaiseAsync(connection, contact.FarmId, cancellation);
        return await connection.RunAsync(
            "insert into alert_contact (farm, id, contact) values ($1, $2, $3) on conflict (farm, id) do update set contact = excluded.contact",
            cancellation,
            contact.FarmId,
            contact.Id,
            StoredJson.Of(contact)) > 0;
    }

    public static Task<bool> RemoveMuteAsync(NpgsqlConnection connection, int farmId, string muteId, CancellationToken cancellation)
        => RemoveAsync(connection, "delete from alert_mute where farm = $1 and id = $2", farmId, muteId, cancellation);

    public static Task<bool> RemoveContactAsync(NpgsqlConnection connection, int farmId, string contactId, CancellationToken cancellation)
        => RemoveAsync(connection, "delete from alert_contact where farm = $1 and id = $2", farmId, contactId, cancellation);

    private static async Task<bool> RemoveAsync(NpgsqlConnection connection, string sql, int farmId, string id, CancellationToken cancellation)
        => await connection.RunAsync(sql, cancellation, farmId, id) > 0 && await RaiseAsync(connection, farmId, cancellation) > 0;

    private static Mute Mute(NpgsqlDataReader row)
        => new()
        {
            FarmId = row.GetInt32(0),
            Id = row.GetString(1),
            Snooze = row.GetBoolean(2),
            RuleId = row.Text(3),
            SourceId = row.Text(4),
            BarnId = row.IntOrNull(5),
            From = row.GetInt64(6),
            To = row.GetInt64(7),
            Reason = row.Text(8),
            By = row.Text(9),
        };
}
