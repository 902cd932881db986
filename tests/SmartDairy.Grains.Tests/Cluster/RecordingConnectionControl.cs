using System.Collections.Concurrent;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Grains.Tests.Cluster;

/// <summary>Notes whose connections were to be ended.</summary>
internal sealed class RecordingConnectionControl : IDeviceConnections
{
    public ConcurrentQueue<(string DeviceId, string Reason)> Ended { get; } = new();

    public bool ReportsSubscriptions { get; set; } = true;

    public Task DisconnectAsync(string deviceId, string reason)
    {
        Ended.Enqueue((deviceId, reason));
        return Task.CompletedTask;
    }
}
