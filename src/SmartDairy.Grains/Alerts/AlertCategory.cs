using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Grains.Alerts;

/// <summary>The category of an alert: given by its rule, else derived from its source.</summary>
public static class AlertCategory
{
    /// <summary>The category of the alerts of a rule at a source.</summary>
    public static string Resolve(RuleDefinition rule, AlertSource source) => rule.Category ?? source.Type switch
    {
        "sensor" => "environment",
        "collar" => "activity",
        "milk_meter" => "milking",
        "rfid_reader" => "rfid",
        "animal" => "animal",
        _ => "device",
    };
}
