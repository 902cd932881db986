using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Database;
using static SmartDairy.History.Alerts.AlertTables;

namespace SmartDairy.History.Alerts;

/// <content>A farm's rule set: its version, its rules, and the mutes and contacts in it.</content>
public abstract partial class SqlAlertStore
{
    private const int MaxRuleVersions = 1_000;

    public Task<StoredRuleSet> LoadRuleSetAsync(int farmId, CancellationToken cancellationToken)
    {
        var endedSince = (_time.GetUtcNow() - StoredRuleSetFactory.MuteRetention).ToUnixTimeMilliseconds();
        return _database.ReadAsync(
            async session => StoredRuleSetFactory.Create(
                await session.FindNumberAsync("select version from alert_book where farm = $1", farmId) ?? 0,
                await session.SelectAsync(
                    Rules, $"where farm = $1 and {Dialect.IsTrue("newest")} and {Dialect.IsFalse("deleted")}", farmId),
                await session.SelectAsync(Mutes, "where farm = $1 and ends >= $2", farmId, endedSince),
                await session.SelectAsync(Contacts, "where farm = $1", farmId)),
            cancellationToken,
            snapshot: true);
    }

    public async Task<IReadOnlyDictionary<int, long>> LoadRuleSetVersionsAsync(
        IReadOnlyCollection<int> farmIds, CancellationToken cancellationToken)
    {
        var sql = $"select farm, version from alert_book where {Dialect.IsIn("farm", "$1")}";
        var versions = await _database.ReadAsync(
            session => session.QueryAsync(sql, row => (Farm: row.Int(), Version: row.Long()), (object)farmIds.ToArray()),
            cancellationToken);
        return versions.ToDictionary(farm => farm.Farm, farm => farm.Version);
    }

    public Task<bool> SaveRuleAsync(StoredRule rule, CancellationToken cancellationToken)
        => _database.WriteAsync(session => SaveRuleAsync(session, rule), cancellationToken);

    public async Task<StoredRule?> FindRuleAsync(string ruleId, CancellationToken cancellationToken)
        => (await _database.ReadAsync(session => ListRuleVersionsAsync(session, ruleId, 1), cancellationToken)).FirstOrDefault();

    public async Task<IReadOnlyList<StoredRule>> ListRuleVersionsAsync(string ruleId, CancellationToken cancellationToken)
        => await _database.ReadAsync(session => ListRuleVersionsAsync(session, ruleId, MaxRuleVersions), cancellationToken);

    public Task SaveMuteAsync(AlertMute mute, CancellationToken cancellationToken)
        => SaveAsync(Mutes, mute, mute.FarmId, cancellationToken);

    public Task<bool> RemoveMuteAsync(int farmId, string muteId, CancellationToken cancellationToken)
        => RemoveAsync(Mutes, farmId, muteId, cancellationToken);

    public Task SaveContactAsync(Contact contact, CancellationToken cancellationToken)
        => SaveAsync(Contacts, contact, contact.FarmId, cancellationToken);

    public Task<bool> RemoveContactAsync(int farmId, string contactId, CancellationToken cancellationToken)
        => RemoveAsync(Contacts, farmId, contactId, cancellationToken);

    private static async Task<bool> SaveRuleAsync(SqlSession session, StoredRule rule)
    {
        // Another process that saves the same version at the same time fails at the key, looks again and finds it stored.
        var newest = (await ListRuleVersionsAsync(session, rule.Id, 1)).FirstOrDefault();
        if (rule.Version != (newest?.Version ?? 0) + 1 || (newest is not null && newest.FarmId != rule.FarmId))
        {
            return false;
        }

        await session.ExecuteAsync(
            $"update alert_rule set newest = $2 where id = $1 and {session.Dialect.IsTrue("newest")}", rule.Id, false);
        await session.InsertAsync(Rules, [rule]);
        await IncrementVersionAsync(session, rule.FarmId);
        return true;
    }

    private static Task<List<StoredRule>> ListRuleVersionsAsync(SqlSession session, string ruleId, int limit)
        => session.SelectAsync(Rules, "where id = $1 order by version desc limit $2", ruleId, limit);

    private static Task<int> IncrementVersionAsync(SqlSession session, int farmId)
        => session.ExecuteAsync(
            "insert into alert_book (farm, version) values ($1, 1) on conflict (farm) do update set version = alert_book.version + 1",
            farmId);

    private Task SaveAsync<T>(Table<T> table, T row, int farmId, CancellationToken cancellationToken)
        => _database.WriteAsync(
            async session =>
            {
                await IncrementVersionAsync(session, farmId);
                return await session.InsertAsync(table, [row], table.Replace("farm", "id"));
            },
            cancellationToken,
            isIdempotent: true);

    private Task<bool> RemoveAsync<T>(Table<T> table, int farmId, string id, CancellationToken cancellationToken)
        => _database.WriteAsync(
            async session => await session.ExecuteAsync($"delete from {table.Name} where farm = $1 and id = $2", farmId, id) > 0
                && await IncrementVersionAsync(session, farmId) > 0,
            cancellationToken);
}
