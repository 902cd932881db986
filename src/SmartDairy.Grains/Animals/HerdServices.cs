using SmartDairy.History.Herds;

namespace SmartDairy.Grains.Animals;

/// <summary>The services that the herd's actors share on one silo.</summary>
public sealed record HerdServices(IHerdStore Store, BindingCache Bindings, HerdRecordWriter Writer, CowHistory History, DetectionRebuilder Rebuilder, PlaceClimateHistory Climate);
