using SmartDairy.Contracts.Devices;

namespace SmartDairy.History.Registry;

/// <param name="SecretHash">SHA-256 of the device's secret: 32 bytes. The secret has 256 bits of entropy, so no salt and no slow hash is
/// needed.</param>
public sealed record DeviceRow(DeviceRegistration Registration, ReadOnlyMemory<byte> SecretHash);
