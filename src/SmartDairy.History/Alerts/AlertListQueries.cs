using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.History.Alerts;

/// <summary>The lists that users page through, for either store.</summary>
internal static class AlertListQueries
{
    /// <param name="notRetracted">The clause as the store's index has it.</param>
    public static PagedQuery Alerts(char parameterPrefix, string columns, string notRetracted, AlertQuery query)
        => new PagedQuery(parameterPrefix, "alert", columns, "opened_at", "id")
            .Where("farm = @", query.FarmId)
            .Where(notRetracted)
            .Where("state = @", (int?)query.State)
            .Where("priority <= @", (int?)query.MinPriority)
            .Where("source_id = @", query.SourceId)
            .Where("rule_id = @", query.RuleId)
            .Where("barn = @", query.BarnId)
            .Where("opened_at >= @", query.From)
            .Where("opened_at < @", query.To);

    public static PagedQuery SuppressedAlerts(char parameterPrefix, string columns, int farmId, string? ruleId, string? sourceId, long? from, long? to)
        => new PagedQuery(parameterPrefix, "alert_refusal", columns, "time", "number")
            .Where("farm = @", farmId)
            .Where("rule_id = @", ruleId)
            .Where("source_id = @", sourceId)
            .Where("time >= @", from)
            .Where("time < @", to);

    public static PagedQuery Deliveries(char parameterPrefix, string columns, int farmId, DeliveryState? state, string? alertId)
        => new PagedQuery(parameterPrefix, "alert_delivery", columns, "created_at", "id")
            .Where("farm = @", farmId)
            .Where("state = @", (int?)state)
            .Where("alert_id = @", alertId);
}
