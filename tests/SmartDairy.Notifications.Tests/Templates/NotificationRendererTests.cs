using System.Text.Json;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Templates;
using Xunit;

namespace SmartDairy.Notifications.Tests.Templates;

public sealed class NotificationRendererTests
{
    private readonly NotificationRenderer _templates = new(new() { BaseUrl = "https://dairy.example.com/" });

    private static NotificationContext Notice => new()
    {
        Alert = SampleData.Alert,
        Purpose = DeliveryPurpose.Opened,
        FarmName = "Hof Süd",
        TimeZone = "Europe/Berlin",
        ContactName = "Anna",
        AcknowledgeLink = "https://dairy.example.com/alerts/ack?token=abc&x=1",
    };

    [Fact]
    public void Alert_message_with_default_templates_is_complete()
    {
        var content = _templates.Render(Notice);
        Assert.Equal("High: High Temperature – Barn 1 Zone 1 (ENV-1)", content.Subject);
        Assert.Equal("Hof Süd: HIGH: Barn 1 Zone 1 (ENV-1): Temperature 28.5 °C exceeds 25 °C", content.ShortText);
        Assert.Equal(
            """
            Hello Anna,

            Temperature 28.5 °C exceeds 25 °C

            Farm: Hof Süd
            Source: Barn 1 Zone 1 (ENV-1)
            Priority: high
            Rule: High Temperature
            Since: Mon 2 Feb 2026 13:55 (Europe/Berlin)
            temperature_c: 28.5 (threshold 25)

            Acknowledge: https://dairy.example.com/alerts/ack?token=abc&x=1
            More: https://dairy.example.com/alerts/ALT-20260202125510-9f2c41d07ab3
            """.ReplaceLineEndings("\n"),
            string.Join('\n', content.Text.ReplaceLineEndings("\n").Split('\n').Aggregate(new List<string>(), OneBlankLine)));
        Assert.Contains("href=\"https://dairy.example.com/alerts/ack?token=abc&amp;x=1\"", content.Html, StringComparison.Ordinal);
        Assert.Equal("ALT-20260202125510-9f2c41d07ab3", content.Topic);
        Assert.Equal(JsonValueKind.Object, SampleData.Json(content.Data!).ValueKind);
    }

    [Theory]
    [InlineData(DeliveryPurpose.Worsened, "Now high:", "more urgent")]
    [InlineData(DeliveryPurpose.Escalated, "Escalated, high:", "Nobody has acknowledged")]
    [InlineData(DeliveryPurpose.Reminded, "Still open, high:", "still open")]
    [InlineData(DeliveryPurpose.Cleared, "Over:", "is over")]
    public void Each_purpose_has_its_own_subject_and_text(DeliveryPurpose purpose, string subject, string text)
    {
        var content =
            _templates.Render(Notice with
            { Purpose = purpose, Alert = SampleData.Alert with { ClearedAt = SampleData.OpenedAt + 3_600_000 } });
        Assert.StartsWith(subject, content.Subject, StringComparison.Ordinal);
        Assert.Contains(text, content.Text, StringComparison.Ordinal);
        Assert.Contains("Until: Mon 2 Feb 2026 14:55", content.Text, StringComparison.Ordinal);
        Assert.Equal(purpose != DeliveryPurpose.Cleared, content.Text.Contains("Acknowledge", StringComparison.Ordinal));
    }

    [Fact]
    public void Test_message_needs_no_alert()
    {
        var content = _templates.Render(Notice with { Alert = null, Purpose = DeliveryPurpose.Test, AcknowledgeLink = null });
        Assert.Equal("Test message of Hof Süd", content.Subject);
        Assert.DoesNotContain("Source", content.Text, StringComparison.Ordinal);
        Assert.Null(content.Data);
    }

    [Fact]
    public void Values_are_escaped_only_in_html()
    {
        var alert = SampleData.Alert with { Message = "<script>alert(1)</script> & \"x\"", RuleName = "<b>{{ farm }}</b>" };
        var content = _templates.Render(Notice with { Alert = alert, FarmName = "A & B" });
        Assert.DoesNotContain("<script>", content.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", content.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp;", content.Html, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script> & \"x\"", content.Text, StringComparison.Ordinal);
        Assert.Contains("{{ farm }}", content.Subject, StringComparison.Ordinal); // a value is not expanded as a template
    }

    [Fact]
    public void Action_with_templates_replaces_subject_and_body()
    {
        var action = JsonSerializer.Serialize(new
        {
            type = "notification",
            subject = "{{ farm }}\n{{ source.id }} {{ details.current_value | plus: 1.2 | round }}",
            body = "{% if priority == 'high' %}Go to <{{ source.name }}>!{% endif %}",
        });
        var content = _templates.Render(Notice, action);
        Assert.Equal("Hof Süd ENV-1 30", content.Subject);
        Assert.StartsWith("Go to <Barn 1 Zone 1>!\n\nAcknowledge: https://", content.Text, StringComparison.Ordinal);
        Assert.Equal("Go to <Barn 1 Zone 1>!", content.ShortText);
        Assert.Contains("Go to &lt;Barn 1 Zone 1&gt;!", content.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ message")]
    [InlineData("{{ message | divided_by: 0 }}")]
    [InlineData("{% if false %}x{% endif %}")]
    public void Invalid_template_falls_back_to_the_default(string body)
    {
        var content = _templates.Render(Notice, JsonSerializer.Serialize(new { body, subject = body }));
        Assert.NotEqual("", content.Subject);
        Assert.Contains("Temperature 28.5 °C", _templates.Render(Notice, "no json").Text, StringComparison.Ordinal);
        Assert.NotEqual("", content.ShortText);
    }

    [Theory]
    [InlineData("Hot\n  {{ mesage }}", "Line 2, position 6: mesage is not known; allowed are ack_link,")]
    [InlineData("{{ message | replace: 'a', message }}", "Line 1, position 14: replace is not an allowed filter; allowed are abs,")]
    [InlineData("{% for i in (1..2000000000) %}x{% endfor %}", "Line 1, position ")]
    [InlineData("{{ (1..2000000000) | size }}", "Ranges such as (1..9) are not allowed")]
    [InlineData("{% assign x = message %}", "Line 1, position ")]
    [InlineData("{% capture x %}{{ message }}{% endcapture %}", "Line 1, position ")]
    [InlineData("a\n{{ message", "Line 2, position ")]
    [InlineData("{% if message %}", "Line 1, position ")]
    public void Invalid_template_is_reported_with_its_position(string template, string problem) =>
        Assert.StartsWith(problem, _templates.ValidateTemplate(template), StringComparison.Ordinal);

    [Fact]
    public void Too_long_template_is_reported()
    => Assert.Contains("4000", _templates.ValidateTemplate(new string('x', 4_001)), StringComparison.Ordinal);

    [Fact]
    public void Message_from_any_template_is_bounded()
    {
        var action =
            JsonSerializer.Serialize(
                new
                {
                    body = string.Concat(Enumerable.Repeat("{{message}}", 360)),
                    subject = string.Concat(Enumerable.Repeat("{{message}}", 360))
                });
        var content = _templates.Render(Notice with { Alert = SampleData.Alert with { Message = new string('m', 2_000) } }, action);
        Assert.InRange(content.Text.Length, 5_000, 10_000);
        Assert.Equal(200, content.Subject.Length);
        Assert.Equal(320, content.ShortText.Length);
    }

    [Fact]
    public void Digest_lists_the_most_urgent_first_and_counts_the_rest()
    {
        var notices = Enumerable.Range(0, 60).Select(i => Notice with
        {
            Alert = SampleData.Alert with
            {
                Id = $"ALT-{i}",
                Priority = i == 42
                ? Priority.Medium
                : Priority.Low,
                RuleName = i == 42 ? "<Urgent>" : $"Rule {i}",
                OpenedAt = SampleData.OpenedAt + i
            },
        }).ToList();

        var content = _templates.RenderDigest(notices);

        Assert.Equal("60 alerts of Hof Süd, the most urgent medium", content.Subject);
        Assert.InRange(
            content.Text.IndexOf("<Urgent>", StringComparison.Ordinal), 0, content.Text.IndexOf("Rule 0", StringComparison.Ordinal));
        Assert.Contains("and 10 more.", content.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;Urgent&gt;", content.Html, StringComparison.Ordinal);
        Assert.InRange(content.ShortText.Length, 20, 320);
        Assert.Equal(Priority.Medium, content.Priority);
        Assert.Equal(_templates.Render(notices[0]).Text, _templates.RenderDigest([notices[0]]).Text);
    }

    private static List<string> OneBlankLine(List<string> lines, string line)
    {
        if (!(string.IsNullOrWhiteSpace(line) && (lines.Count == 0 || lines[^1].Length == 0)))
        {
            lines.Add(line.TrimEnd());
        }

        return lines;
    }
}
