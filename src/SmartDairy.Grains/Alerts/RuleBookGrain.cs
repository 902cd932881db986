using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Language;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Cluster;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Grains.Cluster;
using SmartDairy.History;
using SmartDairy.History.Alerts;

namespace SmartDairy.Grains.Alerts;

/// <summary>
/// A farm's rules, mutes and contacts. It also is the farm's clock: one reminder a farm, however many devices it has, stands behind all timers that a silo may take along when it dies.
/// </summary>
[GrainType("rulebook")]
public sealed partial class RuleBookGrain(IAlertStore store, RuleBooks books, LiveSilos silos, RollCall rollCall, TimeProvider time, ILogger<RuleBookGrain> log)
    : Grain, IRuleBookGrain, IRemindable
{
    private const int MostRules = 2_000;
    private const int MostMutes = 1_000;
    private const int MostContacts = 1_000;
    private const int MostDue = 500;
    private const string Reminder = "alerts";
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Silos that answer late read the new version by themselves within a second.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private bool _reminded;
    private FarmBook? _swept;
    private Task _calling = Task.CompletedTask;

    private int Farm => (int)this.GetPrimaryKeyLong();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // The reminder wakes it; the timer is what keeps time, and is not stored.
        this.RegisterGrainTimer(static (grain, _) => grain.TickAsync(), this, Period, Period);
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<StoredRule>> RulesAsync() => (await store.BookAsync(Farm, CancellationToken.None)).Rules;

    public async Task<StoredRule> CreateAsync(RuleDefinition definition, string? by)
    {
        Check(definition);
        if ((await RulesAsync()).Count >= MostRules)
        {
            throw new RefusedException(RefusalKind.Conflict, $"Farm {Farm} has {MostRules:N0} rules.", "Delete some, or widen the scope of one.");
        }

        await RemindAsync();
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
        await SpreadAsync();
        CallRoll();
        return rule;
    }

    public async Task<StoredRule?> UpdateAsync(string ruleId, RuleDefinition definition, string? by)
    {
        Check(definition);
        if (await store.RuleAsync(ruleId, CancellationToken.None) is not { Deleted: false } before || before.FarmId != Farm)
        {
            return null;
        }

        await RemindAsync();
        var rule = before with { Version = before.Version + 1, Definition = definition, SavedAt = Now(), SavedBy = by };
        if (!await store.SaveRuleAsync(rule, CancellationToken.None))
        {
            throw new RefusedException(RefusalKind.Conflict, $"Rule {ruleId} was changed by somebody else at the same time.", "Read it again and repeat the change.");
        }

        await SpreadAsync();
        await EndAsync(ruleId, definition.Enabled ? null : "The rule was disabled.");
        CallRoll();
        return rule;
    }

    public async Task<bool> DeleteAsync(string ruleId, string? by)
    {
        if (await store.RuleAsync(ruleId, CancellationToken.None) is not { Deleted: false } before || before.FarmId != Farm)
        {
            return false;
        }

        if (!await store.SaveRuleAsync(before with { Version = before.Version + 1, SavedAt = Now(), SavedBy = by, Deleted = true }, CancellationToken.None))
        {
            throw new RefusedException(RefusalKind.Conflict, $"Rule {ruleId} was changed by somebody else at the same time.", "Read it again and repeat the change.");
        }

        await SpreadAsync();
        await EndAsync(ruleId, "The rule was deleted.");
        return true;
    }

    public async Task<IReadOnlyList<Mute>> MutesAsync()
    {
        var now = Now();
        return [.. (await store.BookAsync(Farm, CancellationToken.None)).Mutes.Where(mute => mute.To > now)];
    }

    public async Task<Mute> MuteAsync(Mute mute)
    {
        ContactRules.Check(mute);
        if ((await MutesAsync()).Count >= MostMutes)
        {
            throw new RefusedException(RefusalKind.Conflict, $"Farm {Farm} has {MostMutes:N0} snoozes and maintenance windows.", "Delete some of them.");
        }

        mute = mute with { FarmId = Farm };
        await store.SaveMuteAsync(mute, CancellationToken.None);
        await SpreadAsync();
        return mute;
    }

    public async Task<bool> UnmuteAsync(string muteId)
    {
        var removed = await store.RemoveMuteAsync(Farm, muteId, CancellationToken.None);
        await SpreadAsync();
        return removed;
    }

    public async Task<IReadOnlyList<Contact>> ContactsAsync() => (await store.BookAsync(Farm, CancellationToken.None)).Contacts;

    public async Task<Contact> SaveContactAsync(Contact contact)
    {
        ContactRules.Check(contact);
        contact = contact with { FarmId = Farm };
        var contacts = await ContactsAsync();
        if (contacts.Count >= MostContacts && !contacts.Any(other => other.Id == contact.Id))
        {
            throw new RefusedException(RefusalKind.Conflict, $"Farm {Farm} has {MostContacts:N0} contacts.", "Delete some of them.");
        }

        await store.SaveContactAsync(contact, CancellationToken.None);
        await SpreadAsync();
        return contact;
    }

    public async Task<bool> RemoveContactAsync(string contactId)
    {
        var removed = await store.RemoveContactAsync(Farm, contactId, CancellationToken.None);
        await SpreadAsync();
        return removed;
    }

    public async Task HerdChangedAsync()
    {
        await ToSilosAsync(silo => silo.HerdChangedAsync(Farm));
        await books.ReloadAsync(Farm);
        CallRoll();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => TickAsync();

    private async Task TickAsync()
    {
        try
        {
            CallRoll();
            await GrainFactory.GetGrain<IDispatchGrain>(Farm).NudgeAsync();
            foreach (var key in await store.DueAsync(Farm, Now(), MostDue, CancellationToken.None))
            {
                await TryAsync(key, static alert => alert.TickAsync());
            }

            await SweepAsync();
        }
        catch (Exception e) when (e is HistoryUnavailableException or TimeoutException or OrleansException)
        {
            LogLater(Farm, e.Message);
        }
    }

    /// <summary>Ends what is open of rules that are no longer in force, or at sources they no longer cover: what a process that died had begun.</summary>
    private async Task SweepAsync()
    {
        var book = await books.OfAsync(Farm);
        var everything = !ReferenceEquals(_swept, book);
        foreach (var key in await store.OpenAsync(Farm, null, MostDue, CancellationToken.None))
        {
            if (book.Rule(key.RuleId) is not { Definition.Enabled: true } || (everything && !await rollCall.CoversAsync(book, key.RuleId, key.SourceId)))
            {
                await TryAsync(key, static alert => alert.RuleGoneAsync("The rule no longer covers this source."));
            }
        }

        _swept = book;
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
            LogLater(Farm, e.Message);
        }
    }

    /// <summary>Wakes those who wait for time to pass. It takes as long as it takes, and one call at a time is enough.</summary>
    private void CallRoll()
    {
        if (_calling.IsCompleted)
        {
            _calling = rollCall.CallAsync(Farm, silos.Version);
        }
    }

    private static void Check(RuleDefinition definition)
    {
        if (RuleCheck.Of(definition) is { Count: > 0 } problems)
        {
            throw new RefusedException(
                RefusalKind.InvalidArgument,
                string.Join(Environment.NewLine, problems.Select(problem => problem.ToString())),
                "Mend what is named and send the rule again; checkAlertRule tells the same without saving.");
        }
    }

    /// <summary>Tells every silo of the new version, and this one first.</summary>
    private async Task SpreadAsync()
    {
        var version = (await store.BookVersionsAsync([Farm], CancellationToken.None)).GetValueOrDefault(Farm);
        await books.RefreshAsync(Farm, version);
        await ToSilosAsync(silo => silo.RulesChangedAsync(Farm, version));
    }

    private async Task ToSilosAsync(Func<ISiloGrain, Task> tell)
    {
        var told = new List<Task>();
        foreach (var silo in silos.Active())
        {
            if (!silo.Equals(silos.Local))
            {
                told.Add(tell(GrainFactory.GetGrain<ISiloGrain>(silo.ToParsableString())));
            }
        }

        try
        {
            await Task.WhenAll(told).WaitAsync(Patience, time);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException or HistoryUnavailableException)
        {
            LogNotTold(Farm, e.Message);
        }
    }

    /// <summary>Ends what a rule holds for open: everywhere when there is a reason, else where it no longer applies.</summary>
    private async Task EndAsync(string ruleId, string? reason)
    {
        var book = await books.OfAsync(Farm);
        foreach (var key in await store.OpenAsync(Farm, ruleId, int.MaxValue, CancellationToken.None))
        {
            if (reason is not null || !await rollCall.CoversAsync(book, ruleId, key.SourceId))
            {
                await GrainFactory.GetGrain<IAlertGrain>(key.ToString()).RuleGoneAsync(reason ?? "The rule no longer covers this source.");
            }
        }
    }

    private async Task RemindAsync()
    {
        if (!_reminded)
        {
            await this.RegisterOrUpdateReminder(Reminder, Period, Period);
            _reminded = true;
        }
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(2441, LogLevel.Warning, "What is due for the alerts of farm {Farm} cannot be done now ({Reason}); it is tried again within a minute")]
    private partial void LogLater(int farm, string reason);

    [LoggerMessage(2442, LogLevel.Warning, "A silo could not be told of the new rules of farm {Farm} ({Reason}); it reads them within a second")]
    private partial void LogNotTold(int farm, string reason);
}
