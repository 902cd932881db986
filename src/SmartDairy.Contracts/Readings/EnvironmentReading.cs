namespace SmartDairy.Contracts.Readings;

/// <summary>A reading of an environmental sensor: temperature, humidity, pressure, gases, light.</summary>
[GenerateSerializer, Immutable, Alias("reading-environment")]
public sealed record EnvironmentReading : Reading
{
    public override ReadingFamily Family => ReadingFamily.Environment;
}
