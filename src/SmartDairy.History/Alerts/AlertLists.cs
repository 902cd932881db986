using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.History.Alerts;

/// <summary>The lists that users page through, for either store.</summary>
internal static class AlertLists
{
    /// <param name="notRetracted">The clause as the store's index has it.</param>
    public static ListQuery Alerts(char mark, string columns, string notRetracted, AlertQuery query)
        => new ListQuery(mark, "alert", columns, "opened_at", "id")
            .Where("farm = @", query.FarmId)
            .Where(notRetracted)
            .Where("state = @", (int?)query.State)
            .Where("priority <= @", (int?)query.MinPriority)
            .Where("source_id = @", query.SourceId)
            .Where("rule_id = @", query.RuleId)
            .Where("barn = @", query.BarnId)
            .Where("opened_at >= @", query.From)
            .Where("opened_at < @", query.To);

    public static ListQuery Refusals(char mark, string columns, int farmId, string? ruleId, string? sourceId, long? from, long? to)
        => new ListQuery(mark, "alert_refusal", columns, "time", "number")
            .Where("farm = @", farmId)
            .Where("rule_id = @", ruleId)
            .Where("source_id = @", sourceId)
            .Where("time >= @", from)
            .Where("time < @", to);

    public static ListQuery Deliveries(char mark, string columns, int farmId, DeliveryState? state, string? alertId)
        => new ListQuery(mark, "alert_delivery", columns, "created_at", "id")
            .Where("farm = @", farmId)
            .Where("state = @", (int?)state)
            .Where("alert_id = @", alertId);
}
