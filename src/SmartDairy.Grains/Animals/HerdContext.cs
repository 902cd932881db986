using SmartDairy.History.Herds;

namespace SmartDairy.Grains.Animals;

/// <summary>What animals' actors share on one silo.</summary>
public sealed record HerdContext(IHerdStore Store, BindingBooks Books, HerdDesk Desk, CowPast Past, Rederivation Rederivation, PlaceClimates Climates);
