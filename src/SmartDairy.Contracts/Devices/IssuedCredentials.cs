namespace SmartDairy.Contracts.Devices;

/// <summary>What a device logs in with. Given out once: only a hash of the password is kept.</summary>
[GenerateSerializer, Immutable, Alias("issued-credentials")]
public sealed record IssuedCredentials(
    [property: Id(0)] DeviceRegistration Device,
    [property: Id(1)] string Username,
    [property: Id(2)] string Password);
