using CsCheck;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Notifications.Links;
using Xunit;

namespace SmartDairy.Notifications.Tests.Links;

public sealed class AcknowledgeLinkSignerTests
{
    private const string Old = "an-old-key-of-32-characters-or-more";
    private const string New = "a-new-key-that-has-32-characters-too";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_770_036_910);

    [Fact]
    public void Link_round_trips_until_it_expires() =>
        Gen.Select(Gen.Int, Gen.String[Gen.Char.AlphaNumeric, 1, 60], Gen.String[Gen.Char.AlphaNumeric, 0, 60])
        .Sample((farm, alert, contact) =>
        {
            var links = Links(Old);
            var token = Token(links.CreateLink(farm, alert, contact.Length == 0 ? null : contact, Now));
            Assert.True(links.TryRead(token, Now, out var link));
            Assert.Equal(new(farm, alert, contact.Length == 0 ? null : contact, Now.AddDays(7)), link);
            Assert.True(links.TryRead(token, Now.AddDays(7).AddSeconds(-1), out _));
            Assert.False(links.TryRead(token, Now.AddDays(7), out _));
        });

    [Fact]
    public void Link_with_any_changed_bit_is_rejected()
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var links = Links(Old);
        foreach (var contact in (string[])["C", "C1", "C12"]) // three lengths, so that the last character has 0, 2 and 4 unused bits
        {
            var token = Token(links.CreateLink(7, "ALT-1", contact, Now));
            for (var i = 0; i < token.Length * 6; i++)
            {
                var changed = token.ToCharArray();
                changed[i / 6] = Letters[Letters.IndexOf(changed[i / 6], StringComparison.Ordinal) ^ (1 << (i % 6))];
                Assert.False(links.TryRead(new string(changed), Now, out _), $"bit {i} of {token}");
            }
        }
    }

    [Fact]
    public void Random_text_is_rejected_as_a_link()
    => Gen.OneOf(Gen.String, Gen.String[Gen.Char.AlphaNumeric, 0, 1_200])
    .Sample(text => Assert.False(Links(Old).TryRead(text, Now, out _)));

    [Fact]
    public void Link_signed_with_an_old_key_stays_valid_after_rotation()
    {
        var before = Token(Links(Old).CreateLink(7, "ALT-1", null, Now));
        var both = Links($"{New} {Old}");
        Assert.True(both.TryRead(before, Now, out _));
        var after = Token(both.CreateLink(7, "ALT-1", null, Now));
        Assert.True(Links(New).TryRead(after, Now, out _));
        Assert.False(Links(Old).TryRead(after, Now, out _));
        Assert.False(Links(New).TryRead(before, Now, out _));
    }

    [Fact]
    public void Links_without_a_key_or_a_base_url_are_not_created()
    {
        Assert.Null(new AcknowledgeLinkSigner(new() { BaseUrl = "https://dairy.example.com" }).CreateLink(7, "ALT-1", null, Now));
        Assert.Null(new AcknowledgeLinkSigner(new() { LinkKey = Old }).CreateLink(7, "ALT-1", null, Now));
        Assert.StartsWith(
            "https://dairy.example.com/alerts/ack?token=", Links(Old).CreateLink(7, "ALT-1", null, Now), StringComparison.Ordinal);
    }

    private static AcknowledgeLinkSigner Links(string keys)
        => new(new NotificationOptions { BaseUrl = "https://dairy.example.com/", LinkKey = keys });

    private static string Token(string? link) => link!.Split("token=")[1];
}
