namespace SmartDairy.Contracts.Readings;

/// <summary>Air of a zone: temperature, humidity, pressure, gases, light.</summary>
[GenerateSerializer, Immutable, Alias("reading-environment")]
public sealed record EnvironmentReading : Reading
{
    public override ReadingFamily Family => ReadingFamily.Environment;
}
