using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.Api.Tests.Alerts.Fakes;

/// <summary>Alerts and deliveries of tests.</summary>
internal static class SampleAlerts
{
    public static Alert Create(
        string id, int farmId, Priority priority = Priority.High, AlertState state = AlertState.Open, string source = "ENV", int barn = 1,
        string rule = "RULE") => new()
        {
            Id = id,
            FarmId = farmId,
            RuleId = rule,
            RuleVersion = 3,
            RuleName = "Heat",
            Category = "environment",
            Source = new("sensor", source, "By the door", barn, 2),
            Priority = priority,
            State = state,
            Message = "Barn 1: 41 °C",
            Details = """{"values":{"temperature_c":41}}""",
            OpenedAt = 1_000,
            RaisedAt = 1_500,
        };

    public static AlertDelivery CreateDelivery(
        string id, int farmId, DeliveryState state, DeliveryChannel channel = DeliveryChannel.Email, string? alert = null) => new()
        {
            Id = id,
            FarmId = farmId,
            AlertId = alert,
            Channel = channel,
            Purpose = DeliveryPurpose.Opened,
            Address = "a@farm.example",
            CreatedAt = 1_000,
            DueAt = 1_000,
            State = state,
            ProviderResponse = "550 no such user",
        };
}
