using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Grains.Alerts;

/// <summary>The category of an alert: what its rule says, else by what it is about.</summary>
public static class AlertCategory
{
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
