namespace SmartDairy.History.Herds;

/// <summary>A row to write.</summary>
/// <param name="Record">It replaces the row of its farm, kind and id.</param>
/// <param name="ExpectedRevision">The revision the row must have now, 0 when there must be none yet; null to write whatever there
/// is.</param>
public sealed record HerdWrite(HerdRecord Record, long? ExpectedRevision = null);
