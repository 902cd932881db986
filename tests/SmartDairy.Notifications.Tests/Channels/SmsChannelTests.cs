using Microsoft.AspNetCore.WebUtilities;
using SmartDairy.Configuration;
using SmartDairy.Notifications.Channels;
using SmartDairy.Notifications.Channels.Sms;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Notifications.Http;
using SmartDairy.Notifications.Tests.Servers;
using Xunit;

namespace SmartDairy.Notifications.Tests.Channels;

public sealed class SmsChannelTests(TestCertificateAuthority authority) : IClassFixture<TestCertificateAuthority>
{
    private static CancellationToken TestCancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sms_request_has_form_and_login_and_returns_the_sid()
    {
        await using var endpoint = await TestHttpsServer.StartAsync(authority);
        endpoint.Respond = _ => new(201, """{"sid":"SM123","status":"queued","error_code":null}""");

        var answer = await Channel(endpoint.Port).SendAsync(SampleData.Notification("+491701234567"), TestCancellation);

        Assert.Equal(new(SendOutcome.Delivered, "201 queued", "SM123"), answer);
        var request = Assert.Single(endpoint.Requests);
        Assert.Equal("/2010-04-01/Accounts/AC42/Messages.json", request.Path);
        Assert.Equal("Basic " + Convert.ToBase64String("AC42:token-of-twilio"u8), request.Headers["Authorization"]);
        var form = QueryHelpers.ParseQuery(request.Text);
        Assert.Equal("+491701234567", form["To"]);
        Assert.Equal("+4915112345678", form["From"]);
        Assert.Equal("Temperatur 28,5 °C\nbitte lüften", form["Body"]);
    }

    [Theory]
    [InlineData(400, """{"code":21211,"message":"Invalid 'To' Phone Number","status":400}""", SendOutcome.Rejected,
        "400 21211: Invalid 'To' Phone Number")]
    [InlineData(401, """{"code":20003,"message":"Authenticate","status":401}""", SendOutcome.Retry, "401 20003: Authenticate")]
    [InlineData(429, """{"code":20429,"message":"Too Many Requests","status":429}""", SendOutcome.Retry, "429 20429: Too Many Requests")]
    [InlineData(503, "<html>down</html>", SendOutcome.Retry, "503 <html>down</html>")]
    [InlineData(500, "[1]", SendOutcome.Retry, "500 [1]")]
    public async Task Twilio_error_is_reported_with_its_code(int status, string body, SendOutcome verdict, string text)
    {
        await using var endpoint = await TestHttpsServer.StartAsync(authority);
        endpoint.Respond = _ => new(status, body, new() { ["Retry-After"] = "30" });

        var answer = await Channel(endpoint.Port).SendAsync(SampleData.Notification("+491701234567"), TestCancellation);

        Assert.Equal(new(verdict, text, null, TimeSpan.FromSeconds(30)), answer);
    }

    [Fact]
    public async Task Long_text_is_truncated_between_characters()
    {
        await using var endpoint = await TestHttpsServer.StartAsync(authority);
        var text = "x" + string.Concat(Enumerable.Repeat("🐄", 900));

        await Channel(endpoint.Port).SendAsync(SampleData.Notification("+491701234567") with { Text = text }, TestCancellation);

        var body = QueryHelpers.ParseQuery(Assert.Single(endpoint.Requests).Text)["Body"].ToString();
        Assert.Equal("x" + string.Concat(Enumerable.Repeat("🐄", 799)) + "…", body);
        Assert.True(body.Length <= SmsChannel.MaxLength);
    }

    [Fact]
    public async Task Unreachable_provider_is_retried_and_the_token_not_disclosed()
    {
        var endpoint = await TestHttpsServer.StartAsync(authority);
        await endpoint.DisposeAsync();

        var answer = await Channel(endpoint.Port).SendAsync(SampleData.Notification("+491701234567"), TestCancellation);

        Assert.Equal((SendOutcome.Retry, true), (answer.Outcome, answer.Text.Contains("cannot be reached", StringComparison.Ordinal)));
        Assert.DoesNotContain("token-of-twilio", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+491701234567", true)]
    [InlineData("+1234567", true)]
    [InlineData("01701234567", false)]
    [InlineData("+0170123456", false)]
    [InlineData("+49 170 1234567", false)]
    [InlineData("+491701234567\n", false)]
    [InlineData("+1234567890123456", false)]
    public void Phone_number_must_be_international(string number, bool isValid)
    => Assert.Equal(isValid, Channel(443).ValidateAddress(number) is null);

    private SmsChannel Channel(int port)
    {
        var settings = new NotificationOptions { TrustedCertificatesFile = authority.AuthorityFile };
        settings.Sms.Url = SmsOptions.TwilioUrl.Replace("api.twilio.com", $"localhost:{port}", StringComparison.Ordinal);
        (settings.Sms.AccountSid, settings.Sms.From) = ("AC42", "+4915112345678");
        settings.Sms.AuthTokenFile = authority.Write("token", "token-of-twilio\n");
        Assert.Empty(OptionsValidator.Validate(settings, NotificationOptions.Section));
        return new(settings, new ProviderHttpClient(new ServerCertificateValidator(settings)), TimeProvider.System);
    }
}
