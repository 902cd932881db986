using SmartDairy.Contracts.Alerts;

namespace SmartDairy.Grains.Rules;

/// <summary>Where one rule stands at one source.</summary>
[GenerateSerializer, Alias("rule-memory")]
internal sealed class RuleMemory
{
    [Id(0)] public required string RuleId { get; init; }

    [Id(1)] public required int Version { get; init; }

    /// <summary>The condition, as of the last reading that said anything.</summary>
    [Id(2)] public bool Holds { get; set; }

    /// <summary>When it came true.</summary>
    [Id(3)] public long Since { get; set; }

    /// <summary>It held as long as it has to.</summary>
    [Id(4)] public bool Fired { get; set; }

    [Id(5)] public bool Silent { get; set; }

    [Id(6)] public long LastHeard { get; set; }

    /// <summary>A reading said something.</summary>
    [Id(7)] public bool Spoken { get; set; }

    [Id(8)] public bool ClearTruth { get; set; }

    [Id(9)] public long ClearSince { get; set; } = long.MaxValue;

    [Id(10)] public bool Open { get; set; }

    [Id(11)] public long OpenedAt { get; set; }

    [Id(12)] public Priority Priority { get; set; }

    /// <summary>When the checks are asked again.</summary>
    [Id(13)] public long Attempt { get; set; } = long.MaxValue;

    /// <summary>Reasons told since the cause came up, a bit each.</summary>
    [Id(14)] public int Refused { get; set; }

    /// <summary>When the cause came up.</summary>
    [Id(15)] public long Cause { get; set; }

    /// <summary>Severity steps whose condition holds, a bit each.</summary>
    [Id(16)] public int Steps { get; set; }

    [Id(17)] public long StepClock { get; set; }

    /// <summary>No deadline comes before.</summary>
    [Id(18)] public long Floor { get; set; } = long.MinValue;

    /// <summary>The past is being gone through.</summary>
    [Id(19)] public bool Warm { get; set; }

    [Id(20)] public List<long> Openings { get; set; } = [];

    [Id(21)] public List<long> Endings { get; set; } = [];

    /// <summary>When the device's status changed last.</summary>
    [Id(22)] public long StatusAt { get; set; } = long.MinValue;
}
