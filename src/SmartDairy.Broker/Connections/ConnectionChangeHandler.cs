using SmartDairy.Contracts.Devices;

namespace SmartDairy.Broker.Connections;

/// <summary>Tells the actor of a device about its connection.</summary>
internal delegate Task ConnectionChangeHandler(string deviceId, ConnectionChange change);
