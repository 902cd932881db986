using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Fluid;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Channels;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Notifications.Payloads;

namespace SmartDairy.Notifications.Templates;

/// <summary>
/// Renders messages with the default templates, or with the subject and body of a rule's action. The latter are Liquid templates with the
/// names alert_id, message, priority, severity, rule_name, rule_id, category, state, source (type, id, name, barn_id, zone_id),
/// source_label, details, values, farm, contact, opened_at, cleared_at, acknowledged_at, acknowledged_by, occurrences, purpose, time_zone,
/// ack_link and link. Thread-safe.
/// </summary>
public sealed class NotificationRenderer(NotificationOptions settings)
{
    private const int MaxSubject = 200;
    private const int MaxText = 10_000;
    private const int MaxShort = 320;
    private const int MaxItems = 50;

    private static readonly FluidParser Parser = new();
    private static readonly TemplateOptions Options = new() { MaxSteps = 5_000, MaxRecursion = 10 };
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly IFluidTemplate Subject = Parser.Parse(DefaultTemplates.Subject);
    private static readonly IFluidTemplate Lead = Parser.Parse(DefaultTemplates.Lead);
    private static readonly IFluidTemplate ShortTextTemplate = Parser.Parse(DefaultTemplates.ShortText);
    private static readonly IFluidTemplate Text = Parser.Parse(DefaultTemplates.Text);
    private static readonly IFluidTemplate Page = Parser.Parse(DefaultTemplates.Html);
    private static readonly IFluidTemplate OwnPage = Parser.Parse(DefaultTemplates.CustomBodyHtml);
    private static readonly IFluidTemplate DigestSubject = Parser.Parse(DefaultTemplates.DigestSubject);
    private static readonly IFluidTemplate DigestBrief = Parser.Parse(DefaultTemplates.DigestShortText);
    private static readonly IFluidTemplate DigestText = Parser.Parse(DefaultTemplates.DigestText);
    private static readonly IFluidTemplate DigestPage = Parser.Parse(DefaultTemplates.DigestHtml);

    private readonly CustomTemplates _customTemplates = new();

    /// <summary>
    /// Checks the subject or body of an action; null when it is valid, otherwise a sentence with line, position and what is allowed.
    /// </summary>
    public string? ValidateTemplate(string template) => _customTemplates.Validate(template);

    /// <summary>Renders a message.</summary>
    /// <param name="actionJson">The rule's action as JSON with the templates <c>subject</c> and <c>body</c>; the default templates are used
    /// when it is null or has none. An invalid template also falls back to the default, so that no alert is lost.</param>
    public NotificationContent Render(NotificationContext notice, string? actionJson = null)
    {
        var link = Link(notice.Alert);
        var model = TemplateModel.Create(notice, link);
        var (ownSubject, ownBody) = notice.Alert is null ? default : FindCustomTemplates(actionJson);
        var subject = ToSingleLine(RenderOrNull(ownSubject, model) ?? RenderOrNull(Subject, model)!, MaxSubject);
        var body = RenderOrNull(ownBody, model)?.Trim();
        model["subject"] = subject;
        model["lead"] = RenderOrNull(Lead, model);
        model["body"] = body;
        return new()
        {
            Subject = subject,
            Text = SingleLineText.Truncate(body is null ? RenderOrNull(Text, model)!.Trim() : WithLinks(body, notice, link), MaxText),
            Html = RenderOrNull(body is null ? Page : OwnPage, model, Html)!,
            ShortText = ToSingleLine(body ?? RenderOrNull(ShortTextTemplate, model)!, MaxShort),
            Priority = notice.Alert?.Priority ?? Priority.Info,
            Data = notice.Alert is { } alert ? AlertJson.Serialize(alert, notice.Actions) : null,
            Link = link,
            Topic = notice.Alert?.Id,
        };
    }

    /// <summary>
    /// Renders one message for several alerts of a farm, most urgent first. At most 50 alerts are listed; the others are counted. Farm,
    /// time zone and contact are taken from the first.
    /// </summary>
    /// <param name="notices">At least one context, each with an alert.</param>
    public NotificationContent RenderDigest(IReadOnlyList<NotificationContext> notices)
    {
        if (notices.Count == 1)
        {
            return Render(notices[0]);
        }

        var ordered = notices.Where(notice => notice.Alert is not null).OrderBy(notice => notice.Alert!.Priority)
            .ThenBy(notice => notice.Alert!.OpenedAt).ToList();
        var items = ordered.Take(MaxItems).Select(Item).ToList();
        var model = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["farm"] = notices[0].FarmName,
            ["contact"] = notices[0].ContactName,
            ["time_zone"] = TemplateModel.FindTimeZone(notices[0].TimeZone).Id,
            ["count"] = ordered.Count,
            ["more"] = ordered.Count - items.Count,
            ["items"] = items,
            ["priority"] = items[0]["priority"],
        };
        var subject = ToSingleLine(RenderOrNull(DigestSubject, model)!, MaxSubject);
        model["subject"] = subject;
        return new()
        {
            Subject = subject,
            Text = RenderOrNull(DigestText, model)!.Trim(),
            Html = RenderOrNull(DigestPage, model, Html)!,
            ShortText = ToSingleLine(RenderOrNull(DigestBrief, model)!, MaxShort),
            Priority = ordered[0].Alert!.Priority,
            Link = settings.BaseUrl is { } address ? $"{address.TrimEnd('/')}/alerts" : null,
        };
    }

    private Dictionary<string, object?> Item(NotificationContext notice)
    {
        var item = TemplateModel.Create(notice, Link(notice.Alert));
        item["message"] = SingleLineText.Truncate(notice.Alert!.Message, 500);
        item["lead_word"] = notice.Purpose switch
        {
            DeliveryPurpose.Cleared => "over, ",
            DeliveryPurpose.Worsened => "now ",
            DeliveryPurpose.Escalated or DeliveryPurpose.Reminded => "still open, ",
            _ => "",
        };
        return item;
    }

    private string? Link(Alert? alert) =>
        settings.BaseUrl is { } address && alert is not null ? $"{address.TrimEnd('/')}/alerts/{Uri.EscapeDataString(alert.Id)}" : null;

    private static string WithLinks(string body, NotificationContext notice, string? link)
    {
        var acknowledge = notice.AcknowledgeLink is { } ack && notice.Purpose != DeliveryPurpose.Cleared
            && !body.Contains(ack, StringComparison.Ordinal)
            ? $"\nAcknowledge: {ack}" : "";
        var more = link is not null && !body.Contains(link, StringComparison.Ordinal) ? $"\nMore: {link}" : "";
        return acknowledge.Length + more.Length > 0 ? $"{SingleLineText.Truncate(body, MaxText - 2_000)}\n{acknowledge}{more}" : body;
    }

    private (IFluidTemplate? Subject, IFluidTemplate? Body) FindCustomTemplates(string? action)
    {
        if (action is null)
        {
            return default;
        }

        try
        {
            using var json = JsonDocument.Parse(action);
            return (FindCustomTemplates(json.RootElement, "subject"), FindCustomTemplates(json.RootElement, "body"));
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private IFluidTemplate? FindCustomTemplates(JsonElement action, string name) =>
        action.ValueKind == JsonValueKind.Object && action.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? _customTemplates.Find(text.GetString()!)
            : null;

    private static string ToSingleLine(string text, int length) => SingleLineText.Truncate(SingleLineText.ToSingleLine(text), length);

    /// <summary>Renders a template; null when there is none, it fails on these values, or its output is empty.</summary>
    private static string? RenderOrNull(IFluidTemplate? template, Dictionary<string, object?> model, TextEncoder? encoder = null)
    {
        if (template is null)
        {
            return null;
        }

        try
        {
            var context = new TemplateContext(Options);
            foreach (var (name, value) in model)
            {
                context.SetValue(name, value);
            }

            return template.Render(context, encoder ?? NullEncoder.Default) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
        }
        catch (Exception error) when (error is InvalidOperationException or ArithmeticException or ArgumentException or FormatException)
        {
            return null;
        }
    }
}
