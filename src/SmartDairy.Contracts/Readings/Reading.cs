namespace SmartDairy.Contracts.Readings;

/// <summary>
/// One message of one device, validated and scored: the row that history keeps and that watchers see.
/// Identity is (<see cref="DeviceId"/>, <see cref="Time"/>, <see cref="MessageId"/>): the same three twice is one reading.
/// </summary>
[GenerateSerializer, Immutable, Alias("reading")]
public abstract record Reading
{
    [Id(0)] public required string DeviceId { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    /// <summary>Event time: Unix milliseconds, UTC; the payload's timestamp, or the time of receipt when it had none.</summary>
    [Id(2)] public required long Time { get; init; }

    /// <summary>When the system took the message in: Unix milliseconds, UTC.</summary>
    [Id(3)] public required long ReceivedAt { get; init; }

    /// <summary>A 64-bit hash of the payload's <c>message_id</c>, else of its <c>seq</c>, else of the whole payload (of the item, in a batch).</summary>
    [Id(4)] public required long MessageId { get; init; }

    /// <summary>0 (unusable) to 100 (nothing to object to): the device's own score lowered by each rule that failed.</summary>
    [Id(5)] public required int Quality { get; init; }

    [Id(6)] public ReadingFlags Flags { get; init; }

    /// <summary>One value for each metric of <see cref="Family"/>, by <see cref="Metric.Index"/>; NaN where the message had none. Never changed after construction.</summary>
    [Id(7)] public required double[] Values { get; init; }

    /// <summary>Bit i is set when <c>Values[i]</c> is outside its metric's physical range: stored, but kept out of alerts and averages.</summary>
    [Id(8)] public uint OutOfRange { get; init; }

    /// <summary>The barn the device stands in, from its registration; null when it has none.</summary>
    [Id(9)] public int? BarnId { get; init; }

    /// <summary>The zone the device stands in, from its registration; null when it has none.</summary>
    [Id(10)] public int? ZoneId { get; init; }

    /// <summary>Fields the family has no column for, as one JSON object in UTF-8 text; null when there were none.</summary>
    [Id(11)] public string? Extra { get; init; }

    /// <summary>The firmware version the message named; null when it named none.</summary>
    [Id(12)] public string? FirmwareVersion { get; init; }

    public abstract ReadingFamily Family { get; }

    /// <summary>The animal the message is about; null when it is about none or the animal is unknown.</summary>
    public virtual string? SubjectAnimalId => null;

    /// <summary>The quality of one value: 0 when it is out of range, else the message's.</summary>
    public int QualityOf(int index) => (OutOfRange >> index & 1) == 0 ? Quality : 0;
}
