using SmartDairy.Contracts.Devices;

namespace SmartDairy.Hosting.Broker;

/// <summary>Tells the actor of a device about its connection.</summary>
internal delegate Task ConnectionChangeHandler(string deviceId, ConnectionChange change);
