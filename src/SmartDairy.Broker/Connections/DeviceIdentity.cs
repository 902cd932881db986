using SmartDairy.Contracts.Devices;

namespace SmartDairy.Broker.Connections;

/// <summary>The device of a connection, once its credentials were checked.</summary>
internal sealed class DeviceIdentity(DeviceRegistration registration)
{
    public DeviceRegistration Registration { get; } = registration;

    public string Id => Registration.Id;

    public int FarmId => Registration.FarmId;
}
