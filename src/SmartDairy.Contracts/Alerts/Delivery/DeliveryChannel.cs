namespace SmartDairy.Contracts.Alerts.Delivery;

/// <summary>By what way something is told or done. The numbers are stored: never reuse one.</summary>
public enum DeliveryChannel
{
    Email = 0,
    Sms = 1,
    WebPush = 2,
    Fcm = 3,
    Webhook = 4,

    /// <summary>A command to a device.</summary>
    Command = 5,

    /// <summary>The alert's MQTT topic, when it could not be published at once.</summary>
    Mqtt = 6,
}
