namespace SmartDairy.Contracts.Rfid;

/// <summary>The numbers are stored.</summary>
public enum PassageState
{
    Seen = 0,

    /// <summary>A late read made it part of another: to be left out of everything. Only its id, whom it was about, where and when is told then.</summary>
    Retracted = 1,
}
