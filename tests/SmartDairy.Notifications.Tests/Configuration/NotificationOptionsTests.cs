using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartDairy.Configuration;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Channels;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Notifications.Links;
using SmartDairy.Notifications.Sending;
using SmartDairy.Notifications.Templates;
using Xunit;

namespace SmartDairy.Notifications.Tests.Configuration;

public sealed class NotificationOptionsTests
{
    [Fact]
    public void Channels_without_settings_report_what_is_missing()
    {
        Assert.Empty(Validate(new NotificationOptions()));
        using var services = new ServiceCollection().AddSmartDairyNotifications(new()).BuildServiceProvider();
        var channels = services.GetServices<INotificationChannel>().ToList();
        Assert.Equal(
            [DeliveryChannel.Email, DeliveryChannel.Sms, DeliveryChannel.WebPush, DeliveryChannel.Fcm, DeliveryChannel.Webhook],
            channels.Select(channel => channel.Channel));
        Assert.All(channels, channel => Assert.Contains("Notifications:", channel.MissingConfiguration, StringComparison.Ordinal));
        Assert.NotNull(services.GetRequiredService<NotificationRenderer>());
        Assert.NotNull(services.GetRequiredService<AcknowledgeLinkSigner>());
        Assert.NotNull(services.GetRequiredService<RetrySchedule>());
        Assert.NotNull(services.GetRequiredService<DeliveryRateLimiter>());
    }

    [Fact]
    public async Task Disabled_channel_reports_the_reason_instead_of_sending()
    {
        using var services = new ServiceCollection().AddSmartDairyNotifications(new()).BuildServiceProvider();
        foreach (var channel in services.GetServices<INotificationChannel>())
        {
            var answer = await channel.SendAsync(SampleData.Notification("x"), TestContext.Current.CancellationToken);
            Assert.Equal((SendOutcome.Retry, channel.MissingConfiguration), (answer.Outcome, answer.Text));
        }
    }

    [Theory]
    [InlineData("Smtp:Port", "0", "Notifications:Smtp:Port is '0'; allowed is a whole number from 1 to 65535 (default 587).")]
    [InlineData("Smtp:TimeoutSeconds", "301",
        "Notifications:Smtp:TimeoutSeconds is '301'; allowed is a whole number from 1 to 300 (default 30).")]
    [InlineData("Smtp:Host", "mail", "Notifications:Smtp:From is ''; allowed is a mail address such as Smart Dairy <alerts@example.com>.")]
    [InlineData("Smtp:PasswordFile", "/no/such",
        "Notifications:Smtp:PasswordFile is '/no/such'; there is no such file, or it cannot be read.")]
    [InlineData("Sms:Url", "ftp://x",
        "Notifications:Sms:Url is not an address; allowed is http or https without a user, such as https://api.twilio.com/2010-04-01/Accounts/{sid}/Messages.json.")]
    [InlineData("WebPush:PublicKey", "AAAA",
        "Notifications:WebPush:PublicKey and Notifications:WebPush:PrivateKey do not belong together; allowed are the base64url keys of one P-256 pair.")]
    [InlineData("Webhook:AllowedNetworks:0", "10.0.0.0/33",
        "Notifications:Webhook:AllowedNetworks has '10.0.0.0/33'; allowed is a network such as 10.1.0.0/16 or fd00:1::/64.")]
    [InlineData("Webhook:AllowedHosts:0", "https://x",
        "Notifications:Webhook:AllowedHosts has 'https://x'; allowed is a name such as hooks.example.com, *.example.com, or an address.")]
    [InlineData("Retry:LongestSeconds", "5",
        "Notifications:Retry:LongestSeconds is '5'; allowed is a whole number from 10 to 86400 (default 900).")]
    [InlineData("Rate:SmsPerSecond", "0", "Notifications:Rate:SmsPerSecond is '0'; allowed is a number from 0.1 to 1000 (default 1).")]
    [InlineData("LinkKey", "short", "Notifications:LinkKey has a key that is shorter than 32 characters.")]
    public void Invalid_setting_is_reported_with_the_allowed_values(string key, string value, string failure)
        => Assert.Contains(failure, Validate(Bind((key, value))));

    [Fact]
    public void Settings_section_is_bound_completely()
    {
        var settings = Bind(
            ("Smtp:Host", "mail.example.com"), ("Smtp:From", "alerts@example.com"), ("Smtp:Security", "tls"),
            ("Webhook:AllowedHosts:0", "*.example.com"),
            ("Webhook:Secret", "sixteen-letters!"), ("LinkHours", "24"), ("BaseUrl", "https://dairy.example.com"));
        Assert.Empty(Validate(settings));
        Assert.Equal(SmtpSecurity.Tls, settings.Smtp.Security);
        Assert.Equal(["*.example.com"], settings.Webhook.AllowedHosts);
    }

    [Fact]
    public void Password_without_encryption_is_rejected()
    {
        (string, string)[] values =
            [("Smtp:Host", "mail.example.com"), ("Smtp:From", "a@example.com"), ("Smtp:User", "u"), ("Smtp:Password", "hidden-password"),
                ("Smtp:Security", "None")];
        var failure = Assert.Single(Validate(Bind(values)));
        Assert.Contains("readable", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-password", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Secret_given_twice_is_rejected()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "  from-the-file\n");
            var settings = Bind(("Smtp:PasswordFile", file));
            Assert.Equal("from-the-file", settings.Smtp.EffectivePassword);
            settings.Smtp.Password = "another";
            Assert.Contains(
                "Notifications:Smtp:Password and Notifications:Smtp:PasswordFile are both set; use one of them.", Validate(settings));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IReadOnlyList<string> Validate(NotificationOptions options)
        => OptionsValidator.Validate(options, NotificationOptions.Section);

    private static NotificationOptions Bind(params (string Key, string Value)[] values)
        => new OptionsReader(new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create<string, string?>($"Notifications:{pair.Key}", pair.Value)))
            .Build())
            .Read<NotificationOptions>(NotificationOptions.Section);
}
