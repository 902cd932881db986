using SmartDairy.Contracts.Milking;

namespace SmartDairy.Simulator.Truth;

/// <summary>One event of the ground truth, for evaluating detectors. Times are Unix milliseconds, UTC.</summary>
public sealed record TruthEvent
{
    public required TruthKind Kind { get; init; }

    /// <summary>Id of the cow, device, barn or farm; <see cref="TruthKind"/> tells which.</summary>
    public required string SubjectId { get; init; }

    /// <summary>Start of the first measurable effect: the behaviour of an estrus, the effects of an illness.</summary>
    public required long Start { get; init; }

    /// <summary>End of the event, exclusive.</summary>
    public required long End { get; init; }

    public TruthSeverity Severity { get; init; }

    /// <summary>Infected quarter of a mastitis; null for other kinds.</summary>
    public Quarter? Quarter { get; init; }

    /// <summary>False for an estrus with little or no behaviour. The default is true.</summary>
    public bool IsVisible { get; init; } = true;

    /// <summary>
    /// Estrus: natural logarithm of mean activity over the cow's usual. Mastitis: the quarter's conductivity relative to healthy at the
    /// peak, 1.3 for 30 % more. Illness and calving: share of rumination lost at the peak. Lameness: share of activity lost. Disturbance,
    /// storm or loose collar: shift of ln activity. Feed change: share of rumination lost. Heat stress: mean index of the day. Drift:
    /// tolerances of the metric a month, signed. Shift or spikes: tolerances. Otherwise 0.
    /// </summary>
    public double Strength { get; init; }

    /// <summary>Time at which a good herdsman without sensors would recognise the event; null when never.</summary>
    public long? RecognisedAt { get; init; }

    /// <summary>Affected metric of a sensor fault; null when all metrics are affected, and for other kinds.</summary>
    public string? Metric { get; init; }

    /// <summary>Animal that wears a swapped collar; null for other kinds.</summary>
    public string? WearerId { get; init; }

    /// <summary>
    /// Whether a group change or hoof trimming is recorded by people and thus in <see cref="SimulatedHerd.RecordedEvents"/>.
    /// </summary>
    public bool IsRecorded { get; init; }
}
