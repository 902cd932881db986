using SmartDairy.Configuration;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Intake;
using SmartDairy.Grains.Tests.Cluster;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Servers;

namespace SmartDairy.Grains.Tests.Alerts.Delivery;

/// <summary>A farm whose heat alerts are mailed to Anna, at noon UTC (13:00 in Berlin), with the clock in the test's hands.</summary>
internal sealed class NotificationFarm : IAsyncDisposable
{
    public const string Mail = """{"type":"notification","channels":["email"]}""";

    public static readonly Contact Anna = new()
    { Id = "anna", FarmId = DairyTestCluster.FarmId, Name = "Anna", Email = "anna@farm.example" };

    private NotificationFarm(DairyTestCluster dairy, int port, StoredRule rule) => (Dairy, Port, Rule) = (dairy, port, rule);

    public DairyTestCluster Dairy { get; }

    /// <summary>Where the mail server is expected; nobody listens there until the test starts one.</summary>
    public int Port { get; }

    public StoredRule Rule { get; }

    public static async Task<NotificationFarm> StartAsync(Priority priority, Contact? contact, TimeSpan? renotify, params string[] actions)
    {
        var port = FreePort.Next();
        var settings = new NotificationOptions
        { BaseUrl = "https://dairy.example.com", LinkKey = "a-key-of-at-least-thirty-two-characters" };
        (settings.Smtp.Host, settings.Smtp.Port, settings.Smtp.Security, settings.Smtp.From) =
            ("127.0.0.1", port, SmtpSecurity.None, "alerts@dairy.example.com");
        Assert.Empty(OptionsValidator.Validate(settings, NotificationOptions.Section));
        var dairy = await DairyTestCluster.StartAsync(notifications: settings);
        var book = dairy.Grains.GetGrain<IRuleSetGrain>(DairyTestCluster.FarmId);
        await book.SaveContactAsync(contact ?? Anna);
        var rule = await book.CreateRuleAsync(
            new()
            {
                Name = "Heat",
                Description = "Barn {barn_id}: {readings.temperature_c} °C",
                Priority = priority,
                Where = "temperature_c > 30",
                Suppression = TimeSpan.Zero,
                RenotifyEvery = renotify,
                Actions = actions,
                Severity = priority == Priority.Low ? [new SeverityStep(Priority.High, Where: "temperature_c > 40")] : [],
            },
            "test");
        for (var i = 1; i <= 3; i++)
        {
            await dairy.RegisterAsync(TestDevices.Sensor($"ENV-{i}"));
        }

        return new(dairy, port, rule);
    }

    public async Task SendTemperatureAsync(int sensor, double temperature)
    {
        Dairy.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(ReceiptOutcome.Accepted,
            await Dairy.SendTelemetryAsync(TestDevices.Sensor($"ENV-{sensor}"), TestDevices.Climate(Dairy.Now, temperature)));
    }

    public IAlertGrain Alert(int sensor)
        => Dairy.Grains.GetGrain<IAlertGrain>(new AlertKey(DairyTestCluster.FarmId, Rule.Id, $"ENV-{sensor}").ToString());

    public async Task<Alert> OnlyAlertAsync(int sensor = 1)
        => Assert.Single(
            await Dairy.AlertStore.ListAlertsSinceAsync(
                DairyTestCluster.FarmId, Rule.Id, $"ENV-{sensor}", 0, DairyTestCluster.TimeoutToken));

    public async Task<IReadOnlyList<AlertDelivery>> DeliveriesAsync(DeliveryChannel channel = DeliveryChannel.Email)
        => [.. (await Dairy.AlertStore.ListDeliveriesAsync(
            DairyTestCluster.FarmId, null, null, 100, null, DairyTestCluster.TimeoutToken)).Items.Where(row => row.Channel == channel)];

    /// <summary>Lets the clock creep until it is so: what a timer was set to while time was moved comes a moment later.</summary>
    public async Task UntilAsync(Func<Task<bool>> so)
    {
        var limit = DairyTestCluster.TimeoutToken;
        while (!await so())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit);
            Dairy.Time.Advance(TimeSpan.FromMilliseconds(1));
        }
    }

    /// <summary>Every delivery that was due has been tried.</summary>
    public Task WaitForDeliveriesAsync()
        => UntilAsync(async () =>
            (await Dairy.AlertStore.ListDueDeliveriesAsync(
                DairyTestCluster.FarmId, Dairy.Now, 1, DairyTestCluster.TimeoutToken)).Count == 0);

    /// <summary>Minutes pass, one after the other; nothing but timers starts what is due.</summary>
    public async Task AdvanceMinutesAsync(int minutes)
    {
        for (var i = 0; i < minutes; i++)
        {
            Dairy.Time.Advance(TimeSpan.FromMinutes(1));
            await UntilAsync(async () =>
                (await Dairy.AlertStore.ListDueAlertsAsync(
                    DairyTestCluster.FarmId, Dairy.Now, 1, DairyTestCluster.TimeoutToken)).Count == 0);
            await WaitForDeliveriesAsync();
        }
    }

    public ValueTask DisposeAsync() => Dairy.DisposeAsync();
}
