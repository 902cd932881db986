using SmartDairy.Contracts.Devices;

namespace SmartDairy.Contracts.Farms;

/// <summary>Filter of a list of devices. Every member narrows the list; null means any.</summary>
/// <param name="Search">Part of an id or a name, case-insensitive.</param>
[GenerateSerializer, Immutable, Alias("device-filter")]
public sealed record DeviceFilter(
    [property: Id(0)] DeviceType? Type,
    [property: Id(1)] DeviceStatus? Status,
    [property: Id(2)] int? BarnId,
    [property: Id(3)] string? Search);
