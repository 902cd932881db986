namespace SmartDairy.History.Alerts;

internal enum AlertCommitDecision
{
    Write = 0,

    /// <summary>It is stored already: its answer was lost.</summary>
    AlreadyStored = 1,

    /// <summary>Somebody else wrote meanwhile.</summary>
    Conflict = 2,
}
