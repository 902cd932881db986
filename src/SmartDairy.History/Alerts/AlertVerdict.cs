namespace SmartDairy.History.Alerts;

internal enum AlertVerdict
{
    Write = 0,

    /// <summary>It is stored already: its answer was lost.</summary>
    Done = 1,

    /// <summary>Somebody else wrote meanwhile.</summary>
    Conflict = 2,
}
