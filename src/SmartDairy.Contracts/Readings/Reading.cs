namespace SmartDairy.Contracts.Readings;

/// <summary>
/// One validated and scored message of a device, as stored in history and sent to live subscribers. Its identity is
/// (<see cref="DeviceId"/>, <see cref="Time"/>, <see cref="MessageId"/>); messages with the same identity are duplicates.
/// </summary>
[GenerateSerializer, Immutable, Alias("reading")]
public abstract record Reading
{
    [Id(0)] public required string DeviceId { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    /// <summary>Event time, Unix milliseconds, UTC: the payload's timestamp, or the time of receipt when the payload has none.</summary>
    [Id(2)] public required long Time { get; init; }

    /// <summary>Time of receipt, Unix milliseconds, UTC.</summary>
    [Id(3)] public required long ReceivedAt { get; init; }

    /// <summary>
    /// A 64-bit hash of the payload's <c>message_id</c>, otherwise of its <c>seq</c>, otherwise of the whole payload (or batch item).
    /// </summary>
    [Id(4)] public required long MessageId { get; init; }

    /// <summary>Quality from 0 (unusable) to 100 (no problems): the device's own score minus the penalties of failed checks.</summary>
    [Id(5)] public required int Quality { get; init; }

    [Id(6)] public ReadingFlags Flags { get; init; }

    /// <summary>
    /// One value per metric of <see cref="Family"/>, by <see cref="Metric.Index"/>; NaN where the message has none. Must not be changed
    /// after construction.
    /// </summary>
    [Id(7)] public required double[] Values { get; init; }

    /// <summary>
    /// Bit i is set when <c>Values[i]</c> is outside the physical range of its metric: the value is stored but excluded from alerts and
    /// averages.
    /// </summary>
    [Id(8)] public uint OutOfRange { get; init; }

    /// <summary>The device's barn, from its registration; null when it has none.</summary>
    [Id(9)] public int? BarnId { get; init; }

    /// <summary>The device's zone, from its registration; null when it has none.</summary>
    [Id(10)] public int? ZoneId { get; init; }

    /// <summary>Fields without a column as one JSON object; null when there are none.</summary>
    [Id(11)] public string? Extra { get; init; }

    /// <summary>The firmware version in the message; null when there is none.</summary>
    [Id(12)] public string? FirmwareVersion { get; init; }

    public abstract ReadingFamily Family { get; }

    /// <summary>The animal the reading concerns; null when there is none or the animal is unknown.</summary>
    public virtual string? SubjectAnimalId => null;

    /// <summary>The quality of one value: 0 when the value is out of range, otherwise <see cref="Quality"/>.</summary>
    public int QualityOf(int index) => (OutOfRange >> index & 1) == 0 ? Quality : 0;
}
