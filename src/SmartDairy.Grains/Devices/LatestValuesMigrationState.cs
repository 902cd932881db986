namespace SmartDairy.Grains.Devices;

/// <summary>The newest values of a device on the way to another silo, by metric index; NaN where there is none.</summary>
[GenerateSerializer, Immutable, Alias("latest-memory")]
internal sealed class LatestValuesMigrationState
{
    [Id(0)] public required double[] Values { get; init; }

    [Id(1)] public required long[] Times { get; init; }

    [Id(2)] public required byte[] Qualities { get; init; }
}
