namespace SmartDairy.Streaming.Mqtt.Tests;

/// <summary>A delivery that tells how it was settled, and how often.</summary>
internal sealed class TestDelivery(string topic, string payload = "", byte qualityOfService = 1)
    : MqttDelivery(topic, System.Text.Encoding.UTF8.GetBytes(payload), 1_000, "tester", qualityOfService)
{
    private readonly TaskCompletionSource<MqttSettlement> _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _times;

    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    public int SettleCount => Volatile.Read(ref _times);

    public bool SettleThrows { get; init; }

    /// <summary>The outcome, once there is one; fails when there is none for a time that means there never will be.</summary>
    public Task<MqttSettlement> Outcome => _settled.Task.WaitAsync(MaxWait);

    protected override void OnSettled(MqttSettlement outcome)
    {
        Interlocked.Increment(ref _times);
        _settled.TrySetResult(outcome);
        if (SettleThrows)
        {
            throw new IOException("connection is gone");
        }
    }
}
