using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Cluster;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Grains.Cluster;
using SmartDairy.Grains.Parts;
using SmartDairy.History.Alerts;
using SmartDairy.Rules.Validation;

namespace SmartDairy.Grains.Alerts;

/// <summary>
/// A farm's rules, mutes and contacts, and their only writer. It is also the farm's clock: one reminder a farm, however many devices it
/// has, replaces all timers that are lost with a silo.
/// </summary>
[GrainType("rulebook")]
public sealed partial class RuleSetGrain(
    IAlertStore store,
    AlertConfigurationCache configurations,
    ActiveSilos silos,
    SourceActivator sourceActivator,
    TimeProvider time,
    ILogger<RuleSetGrain> log)
    : Grain, IRuleSetGrain, IRemindable
{
    private const int MaxRules = 2_000;
    private const int MaxMutes = 1_000;
    private const int MaxContacts = 1_000;
    private const int MaxDuePerTick = 500;
    private const string ReminderName = "alerts";
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>A silo that does not answer in time reads the new version itself within a second.</summary>
    private static readonly TimeSpan SiloCallTimeout = TimeSpan.FromSeconds(1);
    private bool _reminderRegistered;
    private AlertConfiguration? _sweptConfiguration;
    private Task _activating = Task.CompletedTask;

    private int Farm => (int)this.GetPrimaryKeyLong();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // The reminder activates the actor again after a loss; the timer, which is not stored, keeps the time.
        this.RegisterGrainTimer(static (grain, _) => grain.TickAsync(), this, Period, Period);
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<StoredRule>> ListRulesAsync() => (await store.LoadRuleSetAsync(Farm, CancellationToken.None)).Rules;

    public async Task<StoredRule> CreateRuleAsync(RuleDefinition definition, string? by)
    {
        Check(definition);
        if ((await ListRulesAsync()).Count >= MaxRules)
        {
            throw new RefusedException(
                RefusalKind.Conflict, $"Farm {Farm} has {MaxRules:N0} rules.", "Delete some, or widen the scope of one.");
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
            throw new RefusedException(
                RefusalKind.Conflict, $"Rule {ruleId} was changed by another user at the same time.",
                "Read it again and repeat the change.");
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

        if (!await store.SaveRuleAsync(before with
        { Version = before.Version + 1, SavedAt = Now(), SavedBy = by, Deleted = true }, CancellationToken.None))
        {
            throw new RefusedException(
                RefusalKind.Conflict, $"Rule {ruleId} was changed by another user at the same time.",
                "Read it again and repeat the change.");
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
            throw new RefusedException(
                RefusalKind.Conflict, $"Farm {Farm} has {MaxMutes:N0} snoozes and maintenance windows.", "Delete some of them.");
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
        catch (Exception e) when (Transient.Is(e))
        {
            LogTickFailed(Farm, e.Message);
        }
    }

    /// <summary>
    /// Clears alerts of rules that are no longer in force or no longer cover the source: a process that died may have left them open.
    /// </summary>
    private async Task ClearOrphanedAlertsAsync()
    {
        var configuration = await configurations.GetAsync(Farm);
        var configurationChanged = !ReferenceEquals(_sweptConfiguration, configuration);
        foreach (var key in await store.ListOpenAlertsAsync(Farm, null, MaxDuePerTick, CancellationToken.None))
        {
            if (configuration.FindRule(key.RuleId) is not { Definition.Enabled: true }
                || (configurationChanged && !await sourceActivator.CoversAsync(configuration, key.RuleId, key.SourceId)))
            {
                await TryAsync(key, static alert => alert.ClearForInactiveRuleAsync("The rule no longer covers this source."));
            }
        }

        _sweptConfiguration = configuration;
    }

    /// <summary>Logs a failure, so that one alert that cannot be written does not hold up the others.</summary>
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

    /// <summary>Activates the sources of time-based rules without waiting; one run at a time is enough.</summary>
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
                "Correct the named fields and send the rule again; checkAlertRule checks a rule without saving it.");
        }
    }

    /// <summary>Notifies every silo of the new version, this one first.</summary>
    private async Task BroadcastVersionAsync()
    {
        var version = (await store.LoadRuleSetVersionsAsync([Farm], CancellationToken.None)).GetValueOrDefault(Farm);
        await configurations.RefreshAsync(Farm, version);
        await NotifyOtherSilosAsync(silo => silo.RefreshRulesAsync(Farm, version));
    }

    private async Task NotifyOtherSilosAsync(Func<ISiloGrain, Task> notify)
    {
        var calls = new List<Task>();
        foreach (var silo in silos.GetAddresses())
        {
            if (!silo.Equals(silos.Local))
            {
                calls.Add(notify(GrainFactory.GetGrain<ISiloGrain>(silo.ToParsableString())));
            }
        }

        try
        {
            await Task.WhenAll(calls).WaitAsync(SiloCallTimeout, time);
        }
        catch (Exception e) when (Transient.Is(e))
        {
            LogSiloNotNotified(Farm, e.Message);
        }
    }

    /// <summary>
    /// Clears the open alerts of a rule: all of them when there is a reason, else those at sources the rule no longer covers.
    /// </summary>
    private async Task ClearAlertsOfRuleAsync(string ruleId, string? reason)
    {
        var configuration = await configurations.GetAsync(Farm);
        foreach (var key in await store.ListOpenAlertsAsync(Farm, ruleId, int.MaxValue, CancellationToken.None))
        {
            if (reason is not null || !await sourceActivator.CoversAsync(configuration, ruleId, key.SourceId))
            {
                await GrainFactory.GetGrain<IAlertGrain>(key.ToString()).ClearForInactiveRuleAsync(
                    reason ?? "The rule no longer covers this source.");
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

    [LoggerMessage(2441, LogLevel.Warning, "Failed to process due alerts of farm {Farm} ({Reason}); retrying within a minute")]
    private partial void LogTickFailed(int farm, string reason);

    [LoggerMessage(2442, LogLevel.Warning,
        "Failed to notify a silo of changes of farm {Farm} ({Reason}); the silo reads them within a second")]
    private partial void LogSiloNotNotified(int farm, string reason);
}
