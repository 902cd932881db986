using SmartDairy.Contracts.Devices;
using SmartDairy.Rules.Evaluation.Snapshots;

namespace SmartDairy.Grains.Devices;

/// <summary>
/// The state a device's actor takes along to another silo, so that nothing is read again there. Silos of two builds exchange it during a
/// rolling upgrade: members are only added, with new numbers.
/// </summary>
[GenerateSerializer, Immutable, Alias("device-memory")]
internal sealed class DeviceMigrationState
{
    [Id(0)] public DeviceRegistration? Registration { get; init; }

    [Id(1)] public LatestValuesMigrationState? Latest { get; init; }

    [Id(2)] public PresenceMigrationState Presence { get; init; }

    [Id(3)] public string? Firmware { get; init; }

    [Id(4)] public double? Battery { get; init; }

    [Id(5)] public double? Signal { get; init; }

    [Id(6)] public long ReportedAt { get; init; }

    [Id(7)] public DeviceStatus PublishedStatus { get; init; }

    [Id(8)] public bool CommandsSubscribed { get; init; }

    [Id(9)] public SourceEvaluatorSnapshot? Rules { get; init; }
}
