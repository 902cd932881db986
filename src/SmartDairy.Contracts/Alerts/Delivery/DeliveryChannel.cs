namespace SmartDairy.Contracts.Alerts.Delivery;

/// <summary>Channel on which a message or command is sent.</summary>
/// <remarks>The numbers are stored: never reuse one.</remarks>
public enum DeliveryChannel
{
    /// <summary>Mail to a contact or an address.</summary>
    Email = 0,

    /// <summary>Text message to a phone number.</summary>
    Sms = 1,

    /// <summary>Push notification to a browser.</summary>
    WebPush = 2,

    /// <summary>Push notification to an app by Firebase Cloud Messaging.</summary>
    Fcm = 3,

    /// <summary>HTTP POST of the alert to a URL.</summary>
    Webhook = 4,

    /// <summary>Command to a device of the farm.</summary>
    Command = 5,

    /// <summary>MQTT topic of the alert, when it could not be published at once.</summary>
    Mqtt = 6,
}
