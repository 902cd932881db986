using GraphQL;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Api.Schema.Tanks;

/// <summary>A collection of milk from a tank by a lorry.</summary>
[Name("TankCollection")]
public sealed class TankCollectionView(TankCollection collection)
{
    /// <summary>Id of the collection, unique on the farm.</summary>
    [Id]
    public string Id => collection.Id;

    /// <summary>Id of the tank the milk was collected from.</summary>
    [Id]
    public string TankId => collection.TankId;

    /// <summary>Time at which the milk was collected.</summary>
    public DateTimeOffset Time => collection.Time.ToInstant();

    /// <summary>Milk collected from the tank, in litres.</summary>
    public double Litres => collection.Litres;

    /// <summary>Milk kept out of the tank since the previous collection, in litres, such as colostrum.</summary>
    public double WithheldLitres => collection.WithheldLitres;

    /// <summary>Time the collection was recorded.</summary>
    public DateTimeOffset RecordedAt => collection.RecordedAt.ToInstant();

    /// <summary>API key or user that recorded the collection.</summary>
    public string RecordedBy => collection.RecordedBy;

    /// <summary>True when the collection was recorded by mistake and retracted: it is kept and counted nowhere.</summary>
    public bool Retracted => collection.Retracted;
}
