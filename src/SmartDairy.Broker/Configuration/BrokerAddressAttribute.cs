using System.ComponentModel.DataAnnotations;

namespace SmartDairy.Broker.Configuration;

/// <summary>Accepts addresses of MQTT brokers, without a user in them, and null for the embedded broker.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BrokerAddressAttribute : ValidationAttribute
{
    public BrokerAddressAttribute() => ErrorMessage = "'embedded' or mqtt[s]://host:port (default embedded)";

    public override bool IsValid(object? value)
        => value is null or Uri { IsAbsoluteUri: true, Scheme: "mqtt" or "mqtts", Host.Length: > 0, AbsolutePath: "" or "/", UserInfo: "" };
}
