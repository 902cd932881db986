using SmartDairy.Contracts.Devices;

namespace SmartDairy.Broker.Connections;

/// <summary>Notifies the actor of a device that its connection changed.</summary>
internal delegate Task ConnectionChangeHandler(string deviceId, ConnectionChange change);
