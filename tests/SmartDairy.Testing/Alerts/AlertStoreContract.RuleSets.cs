using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Testing.Alerts;

public abstract partial class AlertStoreContract
{
    [Fact]
    public async Task A_rule_is_kept_in_every_version_and_increments_the_rule_set_version()
    {
        var empty = await Alerts.LoadRuleSetAsync(Farm, Cancellation);
        Assert.Equal(0, empty.Version);
        Assert.Empty(empty.Rules);
        var first = Rule("R-1", 1, "Too hot");
        Assert.False(await Alerts.SaveRuleAsync(first with { Version = 2 }, Cancellation));
        Assert.True(await Alerts.SaveRuleAsync(first, Cancellation));
        Assert.False(await Alerts.SaveRuleAsync(first, Cancellation));
        Assert.False(await Alerts.SaveRuleAsync(first with { Version = 2, FarmId = 8 }, Cancellation));
        Assert.Equal(1, (await Alerts.LoadRuleSetAsync(Farm, Cancellation)).Version);
        var second = first with { Version = 2, Definition = first.Definition with { Name = "a" }, SavedBy = null };
        Assert.True(await Alerts.SaveRuleAsync(second, Cancellation));
        Assert.True(await Alerts.SaveRuleAsync(Rule("R-2", 1, "B"), Cancellation));
        Assert.True(await Alerts.SaveRuleAsync(Rule("R-3", 1, "C"), Cancellation));
        Assert.True(await Alerts.SaveRuleAsync(Rule("R-3", 2, "C") with { Deleted = true }, Cancellation));
        await Store.ReopenAsync();
        var book = await Alerts.LoadRuleSetAsync(Farm, Cancellation);
        Assert.Equal(5, book.Version);
        Assert.Equal([("R-2", 1), ("R-1", 2)], book.Rules.Select(rule => (rule.Id, rule.Version)));
        Assert.Equal([2, 1], (await Alerts.ListRuleVersionsAsync("R-1", Cancellation)).Select(rule => rule.Version));
        Assert.True((await Alerts.FindRuleAsync("R-3", Cancellation))!.Deleted);
        Assert.Null(await Alerts.FindRuleAsync("R-4", Cancellation));
        Assert.Equal([KeyValuePair.Create(Farm, 5L)], await Alerts.LoadRuleSetVersionsAsync([Farm, 8], Cancellation));
        Assert.Empty(await Alerts.LoadRuleSetVersionsAsync([], Cancellation));
    }

    [Fact]
    public async Task A_definition_comes_back_as_it_was_written()
    {
        var written = Rule("R-1", 1, "Grad °C");
        Assert.True(await Alerts.SaveRuleAsync(written, Cancellation));
        Assert.Equivalent(written, await Alerts.FindRuleAsync("R-1", Cancellation), strict: true);
        var plain = new StoredRule
        {
            Id = "R-2",
            FarmId = Farm,
            Version = 1,
            SavedAt = 1,
            Definition = new()
            { Name = "n", Description = "d", Priority = Priority.Info }
        };
        Assert.True(await Alerts.SaveRuleAsync(plain, Cancellation));
        Assert.Equivalent(plain, await Alerts.FindRuleAsync("R-2", Cancellation), strict: true);
    }

    [Fact]
    public async Task Mutes_and_contacts_are_replaced_and_removed_and_increment_the_rule_set_version()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var mute = new AlertMute
        {
            Id = "M-1",
            FarmId = Farm,
            IsSnooze = true,
            RuleId = "R-1",
            SourceId = "ENV-1",
            BarnId = 3,
            From = now,
            To = now + Minute,
            Reason = "cleaning",
            CreatedBy = "me"
        };
        await Alerts.SaveMuteAsync(mute with { Reason = "?" }, Cancellation);
        await Alerts.SaveMuteAsync(mute, Cancellation);
        await Alerts.SaveMuteAsync(new AlertMute
        { Id = "M-2", FarmId = Farm, IsSnooze = false, From = now - (40 * Day), To = now - (32 * Day) }, Cancellation);
        var recent = new AlertMute { Id = "M-3", FarmId = Farm, IsSnooze = false, From = now - (40 * Day), To = now - (30 * Day) };
        await Alerts.SaveMuteAsync(recent, Cancellation);
        var contact = new Contact
        {
            Id = "C-1",
            FarmId = Farm,
            Name = "Ärztin",
            Email = "a@b.c",
            Push = [new("https://push", "p", "a", null)],
            Channels = [new("sms", true, Priority.High, TimeSpan.FromMinutes(90), true)],
            QuietHours = [new(new TimeOnly(22, 0), new TimeOnly(5, 30), [DayOfWeek.Monday])],
            TimeZone = "Europe/Berlin",
        };
        await Alerts.SaveContactAsync(contact with { Email = null }, Cancellation);
        await Alerts.SaveContactAsync(contact, Cancellation);
        await Alerts.SaveContactAsync(new Contact { Id = "C-2", FarmId = Farm, Name = "Bauer", Enabled = false }, Cancellation);
        var book = await Alerts.LoadRuleSetAsync(Farm, Cancellation);
        Assert.Equal(7, book.Version);
        Assert.Equal([recent, mute], book.Mutes);
        Assert.Equal(["C-2", "C-1"], book.Contacts.Select(one => one.Id));
        Assert.Equivalent(contact, book.Contacts[1], strict: true);
        Assert.False(await Alerts.RemoveMuteAsync(8, "M-1", Cancellation));
        Assert.False(await Alerts.RemoveContactAsync(Farm, "C-9", Cancellation));
        Assert.True(await Alerts.RemoveMuteAsync(Farm, "M-1", Cancellation));
        Assert.True(await Alerts.RemoveContactAsync(Farm, "C-1", Cancellation));
        book = await Alerts.LoadRuleSetAsync(Farm, Cancellation);
        Assert.Equal((9, 1, 1), (book.Version, book.Mutes.Count, book.Contacts.Count));
    }

    [Fact]
    public async Task Of_many_who_save_the_same_version_one_does()
    {
        await using var other = Store.SupportsMultipleProcesses ? await Store.OpenAnotherAsync() : null;
        for (var version = 1; version <= 3; version++)
        {
            var saves = Enumerable.Range(0, 16)
                .Select(caller =>
                    (caller % 2 == 0 && other is not null
                        ? other.Alerts
                        : Alerts).SaveRuleAsync(Rule("R-1", version, $"by {caller}"), Cancellation));
            Assert.Equal(1, (await Task.WhenAll(saves)).Count(done => done));
        }

        Assert.Equal(3, (await Alerts.LoadRuleSetAsync(Farm, Cancellation)).Version);
        await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Alerts.SaveRuleAsync(Rule($"S-{i}", 1, "n"), Cancellation)));
        var book = await Alerts.LoadRuleSetAsync(Farm, Cancellation);
        Assert.Equal((35, 33), (book.Version, book.Rules.Count));
    }

    private static StoredRule Rule(string id, int version, string name)
        => new()
        {
            Id = id,
            FarmId = Farm,
            Version = version,
            SavedAt = Start + version,
            SavedBy = "me",
            Definition = new()
            {
                Name = name,
                Description = "Barn {barn_id}: {readings.temperature_c} °C",
                Priority = Priority.Critical,
                Category = "climate",
                Conditions =
                [new("temperature_c", ConditionOperator.Gte, "30.5"), new("status", ConditionOperator.In, "[\"A\"]", ConditionLogic.Or)],
                Where = "humidity_percent > 80",
                Scope = new() { DeviceTypes = [DeviceType.EnvironmentalSensor], BarnIds = [1, 2], AnimalGroups = ["fresh"] },
                For = TimeSpan.FromMinutes(5),
                ClearWhen = [new("temperature_c", ConditionOperator.Lt, null)],
                ClearAfter = TimeSpan.FromMilliseconds(1),
                NoDataAfter = TimeSpan.FromDays(3),
                Schedule = new([new(new TimeOnly(4, 30), new TimeOnly(0, 0), [DayOfWeek.Sunday])], Quiet: true),
                Flapping = new(3, TimeSpan.FromHours(1)),
                Severity = [new(Priority.Critical, TimeSpan.FromHours(2), "a > 1")],
                Suppression = TimeSpan.Zero,
                RenotifyEvery = TimeSpan.FromHours(6),
                Actions = ["{\"type\":\"notification\"}"],
            },
        };
}
