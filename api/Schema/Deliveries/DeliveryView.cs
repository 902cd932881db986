using System.Text.Json;
using GraphQL;
using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.Api.Schema.Deliveries;

/// <summary>One message to one address, or one command, on its way.</summary>
[Name("AlertDelivery")]
public sealed class DeliveryView
{
    private const string HiddenPushTarget = "(push target)";
    private readonly AlertDelivery _row;

    private DeliveryView(AlertDelivery row) => _row = row;

    /// <summary>Unique on the farm; the receiver gets it too, and can tell a repetition by it.</summary>
    [Id]
    public string Id => _row.Id;

    /// <summary>The farm.</summary>
    public int FarmId => _row.FarmId;

    /// <summary>Null for a test.</summary>
    [Id]
    public string? AlertId => _row.AlertId;

    /// <summary>By what way.</summary>
    public DeliveryChannel Channel => _row.Channel;

    /// <summary>Why.</summary>
    public DeliveryPurpose Purpose => _row.Purpose;

    /// <summary>Mail address, telephone number, URL or device id; of a push only the host of its service.</summary>
    public string Address => _row.Channel is DeliveryChannel.WebPush or DeliveryChannel.Fcm ? GetPushService(_row.Address) : _row.Address;

    /// <summary>Whom it is for; null when no contact is concerned.</summary>
    [Id]
    public string? ContactId => _row.ContactId;

    /// <summary>Where it is. DEAD: given up, and resendDelivery sends it again.</summary>
    public DeliveryState State => _row.State;

    /// <summary>When it became necessary.</summary>
    public DateTimeOffset CreatedAt => _row.CreatedAt.ToInstant();

    /// <summary>Not before: quiet hours, a digest, or the next attempt.</summary>
    public DateTimeOffset DueAt => _row.DueAt.ToInstant();

    /// <summary>How often it was tried.</summary>
    public int Attempts => _row.Attempts;

    /// <summary>When it was last tried; null when it was not.</summary>
    public DateTimeOffset? AttemptedAt => _row.AttemptedAt.ToInstant();

    /// <summary>When the provider took it; null when it did not.</summary>
    public DateTimeOffset? DeliveredAt => _row.DeliveredAt.ToInstant();

    /// <summary>What the provider answered last; null before the first attempt.</summary>
    public string? Answer => _row.ProviderResponse;

    /// <summary>The provider's id for it; null when it gave none.</summary>
    public string? Receipt => _row.ProviderMessageId;

    internal static DeliveryView From(AlertDelivery row) => new(row);

    // Whoever knows the endpoint and its keys could push himself.
    private static string GetPushService(string target)
    {
        try
        {
            using var json = JsonDocument.Parse(target);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return HiddenPushTarget;
            foreach (var member in json.RootElement.EnumerateObject())
            {
                if (string.Equals(member.Name, "endpoint", StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind == JsonValueKind.String
                    && Uri.TryCreate(member.Value.GetString(), UriKind.Absolute, out var endpoint)) return endpoint.Host;
            }
            return "fcm";
        }
        catch (JsonException)
        {
            return HiddenPushTarget;
        }
    }
}
