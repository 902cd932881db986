using System.Text.Json;
using GraphQL;
using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.Api.Schema.Deliveries;

/// <summary>One message to one address, or one command to one device, with its progress.</summary>
[Name("AlertDelivery")]
public sealed class DeliveryView
{
    private const string HiddenPushTarget = "(push target)";
    private readonly AlertDelivery _row;

    private DeliveryView(AlertDelivery row) => _row = row;

    /// <summary>Id of the delivery, unique on the farm. The receiver gets it too and can recognise a repetition by it.</summary>
    [Id]
    public string Id => _row.Id;

    /// <summary>Number of the farm the delivery belongs to.</summary>
    public int FarmId => _row.FarmId;

    /// <summary>Id of the alert the delivery is for; null for a test.</summary>
    [Id]
    public string? AlertId => _row.AlertId;

    /// <summary>Notification channel the message is sent on.</summary>
    public DeliveryChannel Channel => _row.Channel;

    /// <summary>Reason for the delivery, such as an alert that opened or worsened.</summary>
    public DeliveryPurpose Purpose => _row.Purpose;

    /// <summary>Mail address, phone number, URL or device id; for push only the host of the push service.</summary>
    public string Address => _row.Channel is DeliveryChannel.WebPush or DeliveryChannel.Fcm ? GetPushService(_row.Address) : _row.Address;

    /// <summary>Id of the contact the message is for; null when no contact is involved.</summary>
    [Id]
    public string? ContactId => _row.ContactId;

    /// <summary>State of the delivery. DEAD means given up; resendDelivery sends it again.</summary>
    public DeliveryState State => _row.State;

    /// <summary>Time at which the delivery became necessary.</summary>
    public DateTimeOffset CreatedAt => _row.CreatedAt.ToInstant();

    /// <summary>Earliest time of the next attempt, which quiet hours, a digest or a retry delay may postpone.</summary>
    public DateTimeOffset DueAt => _row.DueAt.ToInstant();

    /// <summary>Number of attempts so far.</summary>
    public int Attempts => _row.Attempts;

    /// <summary>Time of the last attempt; null before the first.</summary>
    public DateTimeOffset? AttemptedAt => _row.AttemptedAt.ToInstant();

    /// <summary>Time at which the provider accepted the message; null until then.</summary>
    public DateTimeOffset? DeliveredAt => _row.DeliveredAt.ToInstant();

    /// <summary>Last answer of the provider, up to 1,000 characters; null before the first attempt.</summary>
    public string? Answer => _row.ProviderResponse;

    /// <summary>Id the provider gave the message; null when it gave none.</summary>
    public string? Receipt => _row.ProviderMessageId;

    internal static DeliveryView From(AlertDelivery row) => new(row);

    // The endpoint and its keys stay hidden: anyone who knows them could push to the browser.
    private static string GetPushService(string target)
    {
        try
        {
            using var json = JsonDocument.Parse(target);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return HiddenPushTarget;
            }

            foreach (var member in json.RootElement.EnumerateObject())
            {
                if (string.Equals(member.Name, "endpoint", StringComparison.OrdinalIgnoreCase)
                    && member.Value.ValueKind == JsonValueKind.String
                    && Uri.TryCreate(member.Value.GetString(), UriKind.Absolute, out var endpoint))
                {
                    return endpoint.Host;
                }
            }
            return "fcm";
        }
        catch (JsonException)
        {
            return HiddenPushTarget;
        }
    }
}
