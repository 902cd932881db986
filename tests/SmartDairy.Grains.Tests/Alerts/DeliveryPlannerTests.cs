using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Grains.Alerts;
using SmartDairy.History.Alerts;

namespace SmartDairy.Grains.Tests.Alerts;

public sealed class DeliveryPlannerTests
{
    private static readonly long Noon = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(1)).ToUnixTimeMilliseconds();
    private static readonly long Night = new DateTimeOffset(2026, 3, 2, 23, 30, 0, TimeSpan.FromHours(1)).ToUnixTimeMilliseconds();
    private static readonly long Morning = new DateTimeOffset(2026, 3, 3, 6, 0, 0, TimeSpan.FromHours(1)).ToUnixTimeMilliseconds();

    private static readonly Contact Anna = new()
    {
        Id = "anna",
        FarmId = 1,
        Name = "Anna",
        Email = "anna@farm.example",
        Phone = "+491701234567",
        QuietHours = [new(new(22, 0), new(6, 0))],
    };

    [Fact]
    public void By_day_everybody_is_told_at_once()
    {
        var row = Assert.Single(Plan(Priority.High, Noon, Anna, """{"type":"notification","channels":["email"]}"""));
        Assert.Equal((DeliveryChannel.Email, "anna@farm.example", Noon, false), (row.Channel, row.Address, row.DueAt, row.CanBeDigested));
    }

    [Fact]
    public void At_night_what_is_not_critical_waits_for_the_morning()
    {
        const string mail = """{"type":"notification","channels":["email"]}""";
        Assert.Equal(Morning, Assert.Single(Plan(Priority.High, Night, Anna, mail)).DueAt);
        Assert.Equal(Night, Assert.Single(Plan(Priority.Critical, Night, Anna, mail)).DueAt);
    }

    [Fact]
    public void Preferences_say_what_comes_through()
    {
        const string both = """{"type":"notification","channels":["email","sms"]}""";
        var picky = Anna with { Channels = [new("sms", MinPriority: Priority.Critical), new("email", Enabled: false)] };
        Assert.Empty(Plan(Priority.High, Noon, picky, both));
        Assert.Equal(DeliveryChannel.Sms, Assert.Single(Plan(Priority.Critical, Noon, picky, both)).Channel);
    }

    [Fact]
    public void A_digest_gathers_what_is_less_than_high()
    {
        const string mail = """{"type":"notification","channels":["email"]}""";
        var gatherer = Anna with { Channels = [new("email", DigestEvery: TimeSpan.FromHours(1))] };
        var row = Assert.Single(Plan(Priority.Medium, Noon + 60_000, gatherer, mail));
        Assert.Equal((Noon + 3_600_000, true), (row.DueAt, row.CanBeDigested));
        Assert.Equal(Noon + 60_000, Assert.Single(Plan(Priority.High, Noon + 60_000, gatherer, mail)).DueAt);
    }

    [Fact]
    public void The_same_cause_and_address_is_one_delivery_however_often_it_is_planned()
    {
        const string mail = """{"type":"notification","channels":["email"],"to":["x@y.example"]}""";
        Assert.Equal(Plan(Priority.High, Noon, Anna, mail).Single().Id, Plan(Priority.High, Noon + 5, Anna, mail).Single().Id);
    }

    private static List<AlertDelivery> Plan(Priority priority, long now, Contact contact, string action)
    {
        var rule =
            TestRuleReports.Rule with { Definition = TestRuleReports.Rule.Definition with { Priority = priority, Actions = [action] } };
        var book = new AlertConfiguration(
            1, "Home", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), new StoredRuleSet(1, [rule], [], [contact]), [],
            new Dictionary<string, string>());
        var alert = new Alert
        {
            Id = "ALT-1",
            FarmId = 1,
            RuleId = rule.Id,
            RuleVersion = 1,
            RuleName = "Hot",
            Category = "environment",
            Source = new("sensor", "ENV-1"),
            Priority = priority,
            State = AlertState.Open,
            Message = "It is hot",
            Details = "{}",
            OpenedAt = Noon,
            RaisedAt = Noon,
        };
        return [.. book.GetActions(rule.Id).OnOpened.SelectMany(
            one => DeliveryPlanner.PlanAction(alert, one, DeliveryPurpose.Opened, 0, book, now))];
    }
}
