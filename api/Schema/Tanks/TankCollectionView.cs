using GraphQL;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Api.Schema.Tanks;

/// <summary>What a lorry took out of a tank.</summary>
[Name("TankCollection")]
public sealed class TankCollectionView(TankCollection collection)
{
    /// <summary>Unique on the farm.</summary>
    [Id]
    public string Id => collection.Id;

    /// <summary>Which tank.</summary>
    [Id]
    public string TankId => collection.TankId;

    /// <summary>When it was taken.</summary>
    public DateTimeOffset Time => collection.Time.ToInstant();

    /// <summary>Litres.</summary>
    public double Litres => collection.Litres;

    /// <summary>Litres that were milked and kept out of the tank since the last collection.</summary>
    public double WithheldLitres => collection.WithheldLitres;

    /// <summary>When it was told.</summary>
    public DateTimeOffset RecordedAt => collection.RecordedAt.ToInstant();

    /// <summary>The name of the key that told it.</summary>
    public string RecordedBy => collection.RecordedBy;

    /// <summary>It was told by mistake, and counts for nothing.</summary>
    public bool Retracted => collection.Retracted;
}
