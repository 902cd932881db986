namespace SmartDairy.Contracts.Barns;

/// <summary>The climate of a barn or a zone in one hour.</summary>
/// <param name="Place"><c>barn/1</c> or <c>barn/1/zone/2</c>.</param>
/// <param name="Hour">Start of the hour, in hours since 1970-01-01T00:00Z.</param>
/// <param name="Thi">Mean temperature-humidity index (NRC 1971).</param>
[GenerateSerializer, Immutable, Alias("climate-row")]
public sealed record BarnClimateHour(
    [property: Id(0)] int FarmId, [property: Id(1)] string Place, [property: Id(2)] long Hour, [property: Id(3)] double Thi);
