namespace SmartDairy.Simulator.Fleet;

/// <summary>Broker address and pace of a fleet.</summary>
public sealed record FleetOptions
{
    /// <value>Host name or address of the broker. The default is localhost.</value>
    public string Host { get; init; } = "localhost";

    /// <value>TCP port of the broker, 1 to 65535. The default is 1883.</value>
    public int Port { get; init; } = 1883;

    /// <value>Simulated seconds per second: 1 is real time, 60 is an hour a minute, 0 is as fast as the broker acknowledges. The default is
    /// 1.</value>
    public double Speed { get; init; } = 1;

    /// <value>
    /// Unacknowledged publishes per connection, 1 to 1000, further limited by the broker's receive maximum. The default is 32.
    /// </value>
    public int MaxInFlight { get; init; } = 32;

    /// <value>
    /// Messages queued per connection before the whole fleet waits, 1 to 1,000,000: the buffer of a device while the broker is away.
    /// The default is 2,000.
    /// </value>
    public int QueueCapacity { get; init; } = 2_000;

    /// <value>First wait before reconnecting; the wait doubles, with jitter, up to <see cref="MaxBackoff"/>. The default is 200 ms.</value>
    public TimeSpan MinBackoff { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <value>Longest wait before reconnecting. The default is 30 seconds.</value>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(30);

    /// <value>Time limit for a CONNACK or PUBACK, after which the connection counts as broken. The default is 30 seconds.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <value>Interval between two calls of the progress callback. The default is 500 ms.</value>
    public TimeSpan ProgressInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    internal void Validate()
    {
        var errors = new List<string>();
        Require(errors, !string.IsNullOrWhiteSpace(Host), $"{nameof(Host)} is empty");
        Require(errors, Port is >= 1 and <= 65535, $"{nameof(Port)} is {Port}; allowed is 1 to 65535");
        Require(errors, double.IsFinite(Speed) && Speed >= 0, $"{nameof(Speed)} is {Speed}, it must be 0 or more");
        Require(errors, MaxInFlight is >= 1 and <= 1000, $"{nameof(MaxInFlight)} is {MaxInFlight}; allowed is 1 to 1000");
        Require(errors, QueueCapacity is >= 1 and <= 1_000_000, $"{nameof(QueueCapacity)} is {QueueCapacity}; allowed is 1 to 1,000,000");
        Require(errors, MinBackoff > TimeSpan.Zero
            && MaxBackoff >= MinBackoff, $"{nameof(MinBackoff)} must be more than 0 and at most {nameof(MaxBackoff)}");
        Require(errors, Timeout > TimeSpan.Zero, $"{nameof(Timeout)} must be more than 0");
        Require(errors, ProgressInterval > TimeSpan.Zero, $"{nameof(ProgressInterval)} must be more than 0");
        if (errors.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", errors) + ".");
        }
    }

    private static void Require(List<string> errors, bool holds, string sentence)
    {
        if (!holds)
        {
            errors.Add(sentence);
        }
    }
}
