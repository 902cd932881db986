using SmartDairy.Contracts.Alerts;

namespace SmartDairy.History.Alerts;

/// <param name="BarnId">Null for those of no barn.</param>
public sealed record AlertCount(int? BarnId, AlertState State, Priority Priority, int Count);
