namespace SmartDairy.Analytics.Cows.Episodes;

/// <summary>Phase of an episode.</summary>
internal enum EpisodePhase
{
    None,

    /// <summary>Detected and in progress.</summary>
    Open,

    /// <summary>Ended in the last step.</summary>
    Ended,
}

/// <summary>One episode, blittable without padding because episodes are compared bytewise. Times are Unix milliseconds.</summary>
internal struct Episode
{
    public EpisodePhase Phase;

    /// <summary>Udder quarter, 0 to 3; negative when the episode is not about one quarter.</summary>
    public int Quarter;

    public long Start;
    public long DetectedAt;
    public long Peak;

    /// <summary>0 while the episode lasts.</summary>
    public long End;

    /// <summary>0 when there is no time to act.</summary>
    public long ActFrom;
    public long ActUntil;
    public float Score;
    public float Certainty;

    /// <summary>The variant of the detector that found the episode.</summary>
    public int Variant;
    public EpisodeReasons Reasons;

    /// <summary>Clears an episode that ended in the previous step.</summary>
    public void ResetIfEnded()
    {
        if (Phase == EpisodePhase.Ended)
        {
            this = default;
        }
    }
}
