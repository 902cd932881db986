using SmartDairy.History.Herds;

namespace SmartDairy.Grains.Animals;

/// <summary>Services that the actors of animals, sensors and barns share on one silo.</summary>
public sealed record HerdServices(
    IHerdStore Store, BindingCache Bindings, HerdRecordWriter Writer, CowHistory History, DetectionRebuilder Rebuilder,
    PlaceClimateHistory Climate)
{
    /// <summary>Held by the writer of sensors' detections while it writes.</summary>
    internal SemaphoreSlim SensorDetectionTurn { get; } = new(1, 1);
}
