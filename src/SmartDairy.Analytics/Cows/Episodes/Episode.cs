namespace SmartDairy.Analytics.Cows.Episodes;

/// <summary>How far an episode has come.</summary>
internal enum EpisodePhase
{
    None,

    /// <summary>It is told of.</summary>
    Open,

    /// <summary>It ended with the step that was made last.</summary>
    Ended,
}

/// <summary>One thing found, as plain memory without gaps. Times are Unix milliseconds.</summary>
internal struct Episode
{
    public EpisodePhase Phase;

    /// <summary>Negative when it is not about one.</summary>
    public int Quarter;

    public long Start;
    public long DetectedAt;
    public long Peak;

    /// <summary>0 while it lasts.</summary>
    public long End;

    /// <summary>0 when there is nothing to do.</summary>
    public long ActFrom;
    public long ActUntil;
    public float Score;
    public float Certainty;

    /// <summary>Which of a detector's variants found it.</summary>
    public int Variant;
    public EpisodeReasons Reasons;

    /// <summary>An episode that was told of as ended is over.</summary>
    public void ResetIfEnded()
    {
        if (Phase == EpisodePhase.Ended)
        {
            this = default;
        }
    }
}
