using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Rules.Validation;

namespace SmartDairy.Api.Tests.Alerts.Fakes;

/// <summary>A farm's rules in memory, checked as the real actor checks them.</summary>
internal sealed class FakeRuleSetGrain(FakeAlertStore store, int farmId) : IRuleSetGrain
{
    public List<AlertMute> Mutes { get; } = [];

    public List<Contact> Contacts { get; } = [];

    public Task<IReadOnlyList<StoredRule>> ListRulesAsync() => Task.FromResult<IReadOnlyList<StoredRule>>(
        [.. store.Rules.Where(rule => rule.FarmId == farmId).GroupBy(rule => rule.Id)
        .Select(versions => versions.MaxBy(rule => rule.Version)!).Where(rule => !rule.Deleted)]);

    public Task<StoredRule> CreateRuleAsync(RuleDefinition definition, string? by)
        => Task.FromResult(Save($"RULE-{farmId}-{store.Rules.Count}", 1, definition, by, false));

    public Task<StoredRule?> UpdateRuleAsync(string ruleId, RuleDefinition definition, string? by) =>
        Task.FromResult(Newest(ruleId) is { Deleted: false } rule ? Save(ruleId, rule.Version + 1, definition, by, false) : null);

    public Task<bool> DeleteRuleAsync(string ruleId, string? by)
    {
        if (Newest(ruleId) is not { Deleted: false } rule)
        {
            return Task.FromResult(false);
        }

        Save(ruleId, rule.Version + 1, rule.Definition, by, true);
        return Task.FromResult(true);
    }

    public Task<IReadOnlyList<AlertMute>> ListMutesAsync() => Task.FromResult<IReadOnlyList<AlertMute>>(Mutes);

    public Task<AlertMute> SaveMuteAsync(AlertMute mute)
    {
        Mutes.Add(mute);
        return Task.FromResult(mute);
    }

    public Task<bool> RemoveMuteAsync(string muteId) => Task.FromResult(Mutes.RemoveAll(mute => mute.Id == muteId) > 0);

    public Task<IReadOnlyList<Contact>> ListContactsAsync() => Task.FromResult<IReadOnlyList<Contact>>([.. Contacts]);

    public Task<Contact> SaveContactAsync(Contact contact)
    {
        Contacts.RemoveAll(each => each.Id == contact.Id);
        Contacts.Add(contact);
        return Task.FromResult(contact);
    }

    public Task<Contact> SaveContactDetailsAsync(Contact contact) => SaveContactAsync(contact with { Push = Find(contact.Id)?.Push ?? [] });

    public async Task<Contact?> AddPushTargetAsync(string contactId, PushTarget target)
    {
        if (Find(contactId) is not { } contact)
        {
            return null;
        }

        PushTarget[] others = [.. contact.Push.Where(other => !other.HasSameAddress(target))];
        return others.Length < Contact.MaxPushTargets
            ? await SaveContactAsync(contact with { Push = [.. others, target] })
            : throw new RefusedException(RefusalKind.Conflict, "The contact has too many browsers and phones.");
    }

    public async Task<Contact?> RemovePushTargetAsync(string contactId, PushTarget target)
        => Find(contactId) is { } contact && contact.Push.Any(target.HasSameAddress)
            ? await SaveContactAsync(contact with { Push = [.. contact.Push.Where(other => !other.HasSameAddress(target))] })
            : null;

    public Task<bool> RemoveContactAsync(string contactId) => Task.FromResult(Contacts.RemoveAll(each => each.Id == contactId) > 0);

    public Task NotifyHerdChangedAsync() => Task.CompletedTask;

    private Contact? Find(string contactId) => Contacts.Find(contact => contact.Id == contactId);

    private StoredRule? Newest(string ruleId)
        => store.Rules.Where(rule => rule.Id == ruleId && rule.FarmId == farmId).MaxBy(rule => rule.Version);

    private StoredRule Save(string id, int version, RuleDefinition definition, string? by, bool deleted)
    {
        if (RuleValidator.Validate(definition) is { Count: > 0 } problems)
        {
            throw new RefusedException(
                RefusalKind.InvalidArgument, string.Join(' ', problems.Select(problem => $"{problem.Path}: {problem.Message}")));
        }

        var rule = new StoredRule
        {
            Id = id,
            FarmId = farmId,
            Version = version,
            Definition = definition,
            SavedAt = version * 1_000,
            SavedBy = by,
            Deleted = deleted
        };
        store.Rules.Add(rule);
        return rule;
    }
}
