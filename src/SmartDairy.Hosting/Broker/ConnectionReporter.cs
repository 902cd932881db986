using SmartDairy.Contracts.Devices;

namespace SmartDairy.Hosting.Broker;

/// <summary>Tells the actor of a device about its connection.</summary>
internal delegate Task ConnectionReporter(string deviceId, ConnectionChange change);
