using SmartDairy.History.Herds;

namespace SmartDairy.Grains.Animals;

/// <summary>What animals' actors share on one silo.</summary>
public sealed record HerdServices(IHerdStore Store, BindingCache Bindings, HerdRecordWriter Writer, CowHistory History, DetectionRebuilder Rebuilder, PlaceClimateHistory Climate);
