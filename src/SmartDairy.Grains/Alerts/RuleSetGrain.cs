using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Cluster;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Grains.Cluster;
using SmartDairy.History;
using SmartDairy.History.Alerts;
using SmartDairy.Rules.Validation;

namespace SmartDairy.Grains.Alerts;

/// <summary>
/// A farm's rules, mutes and contacts. It also is the farm's clock: one reminder a farm, however many devices it has, stands behind all timers that a silo may take along when it dies.
/// </summary>
[GrainType("rulebook")]
public sealed partial class RuleSetGrain(IAlertStore store, AlertConfigurationCache configurations, ActiveSilos silos, SourceActivator sourceActivator, TimeProvider time, ILogger<RuleSetGrain> log)
    : Grain, IRuleSetGrain, IRemindable
{
    private const int MaxRules = 2_000;
    private const int MaxMutes = 1_000;
    private const int MaxContacts = 1_000;
    private const int MaxDuePerTick = 500;
    private const string ReminderName = "alerts";
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Silos that answer late read the new version by themselves within a second.</summary>
    private static readonly TimeSpan SiloCallTimeout = TimeSpan.FromSeconds(1);
    private bool _reminderRegistered;
    private AlertConfiguration? _sweptConfiguration;
    private Task _activating = Task.CompletedTask;

    private int Farm => (int)this.GetPrimaryKeyLong();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // The reminder wakes it; the timer is what keeps time, and is not stored.
        this.RegisterGrainTimer(static (grain, _) => grain.TickAsync(), this, Period, Period);
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<StoredRule>> ListRulesAsync() => (await store.LoadRuleSetAsync(Farm, CancellationToken.None)).Rules;

    public async Task<StoredRule> CreateRuleAsync(RuleDefinition definition, string? by)
    {
        Check(definition);
        if ((await ListRulesAsync()).Count >= MaxRules)
        {
            throw new RefusedException(RefusalKind.Conflict, $"Farm {Farm} has {MaxRules:N0} rules.", "Delete some, or widen the scope of one.");
        }

        await EnsureReminderAsync();
        var rule = new StoredRule
        {
            Id = "RULE-" + Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
            FarmId = Farm,
            Version = 1,
            Definition = definition,
            SavedAt = Now(),
            SavedBy = by,
        };
        await store.SaveRuleAsync(rule, CancellationToken.None);
        await BroadcastVersionAsync();
        ActivateSources();
        return rule;
    }

    public async Task<StoredRule?> UpdateRuleAsync(string ruleId, RuleDefinition definition, string? by)
    {
        Check(definition);
        if (await store.FindRuleAsync(ruleId, CancellationToken.None) is not { Deleted: false } before || before.FarmId != Farm)
        {
            return null;
        }

        await EnsureReminderAsync();
        var rule = before with { Version = before.Version + 1, Definition = definition, SavedAt = Now(), SavedBy = by };
        if (!await store.SaveRuleAsync(rule, CancellationToken.None))
        {
            throw new RefusedException(RefusalKind.Conflict, $"Rule {ruleId} was changed by somebody else at the same time.", "Read it again and repeat the change.");
        }

        await BroadcastVersionAsync();
        await ClearAlertsOfRuleAsync(ruleId, definition.Enabled ? null : "The rule was disabled.");
        ActivateSources();
        return rule;
    }

    public async Task<bool> DeleteRuleAsync(string ruleId, string? by)
    {
        if (await store.FindRuleAsync(ruleId, CancellationToken.None) is not { Deleted: false } before || before.FarmId != Farm)
        {
            return false;
        }

        if (!await store.SaveRuleAsync(before with { Version = before.Version + 1, SavedAt = Now(), SavedBy = by, Deleted = true }, CancellationToken.None))
        {
            throw new RefusedException(RefusalKind.Conflict, $"Rule {ruleId} was changed by somebody else at the same time.", "Read it again and repeat the change.");
        }

        await BroadcastVersionAsync();
        await ClearAlertsOfRuleAsync(ruleId, "The rule was deleted.");
        return true;
    }

    public async Task<IReadOnlyList<AlertMute>> ListMutesAsync()
    {
        var now = Now();
        return [.. (await store.LoadRuleSetAsync(Farm, CancellationToken.None)).Mutes.Where(mute => mute.To > now)];
    }

    public async Task<AlertMute> SaveMuteAsync(AlertMute mute)
    {
        ContactAndMuteValidator.Validate(mute);
        if ((await ListMutesAsync()).Count >= MaxMutes)
        {
            throw new RefusedException(RefusalKind.Conflict, $"Farm {Farm} has {MaxMutes:N0} snoozes and maintenance windows.", "Delete some of them.");
        }

        mute = mute with { FarmId = Farm };
        await store.SaveMuteAsync(mute, CancellationToken.None);
        await BroadcastVersionAsync();
        return mute;
    }

    public async Task<bool> RemoveMuteAsync(string muteId)
    {
        var removed = await store.RemoveMuteAsync(Farm, muteId, CancellationToken.None);
        await BroadcastVersionAsync();
        return removed;
    }

    public async Task<IReadOnlyList<Contact>> ListContactsAsync() => (await store.LoadRuleSetAsync(Farm, CancellationToken.None)).Contacts;

    public async Task<Contact> SaveContactAsync(Contact contact)
    {
        ContactAndMuteValidator.Validate(contact);
        contact = contact with { FarmId = Farm };
        var contacts = await ListContactsAsync();
        if (contacts.Count >= MaxContacts && !contacts.Any(other => other.Id == contact.Id))
        {
            throw new RefusedException(RefusalKind.Conflict, $"Farm {Farm} has {MaxContacts:N0} contacts.", "Delete some of them.");
        }

        await store.SaveContactAsync(contact, CancellationToken.None);
        await BroadcastVersionAsync();
        return contact;
    }

    public async Task<bool> RemoveContactAsync(string contactId)
    {
        var removed = await store.RemoveContactAsync(Farm, contactId, CancellationToken.None);
        await BroadcastVersionAsync();
        return removed;
    }

    public async Task NotifyHerdChangedAsync()
    {
        await NotifyOtherSilosAsync(silo => silo.RefreshHerdAsync(Farm));
        await configurations.ReloadAsync(Farm);
        ActivateSources();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => TickAsync();

    private async Task TickAsync()
    {
        try
        {
            ActivateSources();
            await GrainFactory.GetGrain<IOutboxGrain>(Farm).SignalPendingAsync();
            foreach (var key in await store.ListDueAlertsAsync(Farm, Now(), MaxDuePerTick, CancellationToken.None))
            {
                await TryAsync(key, static alert => alert.ProcessDueAsync());
            }

            await ClearOrphanedAlertsAsync();
        }
        catch (Exception e) when (e is HistoryUnavailableException or TimeoutException or OrleansException)
        {
            LogTickFailed(Farm, e.Message);
        }
    }

    /// <summary>Ends what is open of rules that are no longer in force, or at sources they no longer cover: what a process that died had begun.</summary>
    private async Task ClearOrphanedAlertsAsync()
    {
        var book = await configurations.GetAsync(Farm);
        var everything = !ReferenceEquals(_sweptConfiguration, book);
        foreach (var key in await store.ListOpenAlertsAsync(Farm, null, MaxDuePerTick, CancellationToken.None))
        {
            if (book.FindRule(key.RuleId) is not { Definition.Enabled: true } || (everything && !await sourceActivator.CoversAsync(book, key.RuleId, key.SourceId)))
            {
                await TryAsync(key, static alert => alert.ClearForInactiveRuleAsync("The rule no longer covers this source."));
            }
        }

        _sweptConfiguration = book;
    }

    /// <summary>One alert that cannot be written now must not keep the others from being looked at.</summary>
    private async Task TryAsync(AlertKey key, Func<IAlertGrain, Task> act)
    {
        try
        {
            await act(GrainFactory.GetGrain<IAlertGrain>(key.ToString()));
        }
        catch (Exception e)
        {
            LogTickFailed(Farm, e.Message);
        }
    }

    /// <summary>Wakes those who wait for time to pass. It takes as long as it takes, and one call at a time is enough.</summary>
    private void ActivateSources()
    {
        if (_activating.IsCompleted)
        {
            _activating = sourceActivator.ActivateAsync(Farm, silos.Version);
        }
    }

    private static void Check(RuleDefinition definition)
    {
        if (RuleValidator.Validate(definition) is { Count: > 0 } problems)
        {
            throw new RefusedException(
                RefusalKind.InvalidArgument,
                string.Join(Environment.NewLine, problems.Select(problem => problem.ToString())),
                "Mend what is named and send the rule again; checkAlertRule tells the same without saving.");
        }
    }

    /// <summary>Tells every silo of the new version, and this one first.</summary>
    private async Task BroadcastVersionAsync()
    {
        var version = (await store.LoadRuleSetVersionsAsync([Farm], CancellationToken.None)).GetValueOrDefault(Farm);
        await configurations.RefreshAsync(Farm, version);
        await NotifyOtherSilosAsync(silo => silo.RefreshRulesAsync(Farm, version));
    }

    private async Task NotifyOtherSilosAsync(Func<ISiloGrain, Task> notify)
    {
        var told = new List<Task>();
        foreach (var silo in silos.GetAddresses())
        {
            if (!silo.Equals(silos.Local))
            {
                told.Add(notify(GrainFactory.GetGrain<ISiloGrain>(silo.ToParsableString())));
            }
        }

        try
        {
            await Task.WhenAll(told).WaitAsync(SiloCallTimeout, time);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException or HistoryUnavailableException)
        {
            LogSiloNotNotified(Farm, e.Message);
        }
    }

    /// <summary>Ends what a rule holds for open: everywhere when there is a reason, else where it no longer applies.</summary>
    private async Task ClearAlertsOfRuleAsync(string ruleId, string? reason)
    {
        var book = await configurations.GetAsync(Farm);
        foreach (var key in await store.ListOpenAlertsAsync(Farm, ruleId, int.MaxValue, CancellationToken.None))
        {
            if (reason is not null || !await sourceActivator.CoversAsync(book, ruleId, key.SourceId))
            {
                await GrainFactory.GetGrain<IAlertGrain>(key.ToString()).ClearForInactiveRuleAsync(reason ?? "The rule no longer covers this source.");
            }
        }
    }

    private async Task EnsureReminderAsync()
    {
        if (!_reminderRegistered)
        {
            await this.RegisterOrUpdateReminder(ReminderName, Period, Period);
            _reminderRegistered = true;
        }
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(2441, LogLevel.Warning, "What is due for the alerts of farm {Farm} cannot be done now ({Reason}); it is tried again within a minute")]
    private partial void LogTickFailed(int farm, string reason);

    [LoggerMessage(2442, LogLevel.Warning, "A silo could not be told of the new rules of farm {Farm} ({Reason}); it reads them within a second")]
    private partial void LogSiloNotNotified(int farm, string reason);
}
