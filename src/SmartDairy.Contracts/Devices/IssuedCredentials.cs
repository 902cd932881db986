namespace SmartDairy.Contracts.Devices;

/// <summary>The login of a device. Returned only once; only a hash of the password is stored.</summary>
[GenerateSerializer, Immutable, Alias("issued-credentials")]
public sealed record IssuedCredentials(
    [property: Id(0)] DeviceRegistration Device,
    [property: Id(1)] string Username,
    [property: Id(2)] string Password);
