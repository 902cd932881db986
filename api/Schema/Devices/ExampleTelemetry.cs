using SmartDairy.Contracts.Devices;

namespace SmartDairy.Api.Schema.Devices;

/// <summary>A first message for each type of device. It has no timestamp, so that it is never too old to be accepted.</summary>
internal static class ExampleTelemetry
{
    public static string ForDevice(DeviceRegistration device) => device.Type switch
    {
        DeviceType.EnvironmentalSensor => """{"readings":{"temperature_c":18.5,"humidity_percent":65}}""",
        DeviceType.ActivityCollar => """{"activity_score":72,"rumination_minutes":410}""",
        DeviceType.MilkMeter => """{"session_id":"first","milk_data":{"total_volume_liters":12.5,"average_flow_lpm":2.1}}""",
        DeviceType.RfidReader => """{"tag_epc":"E200341201","rssi":-55}""",
        _ => """{"status":"online"}""",
    };
}
