using SmartDairy.Contracts.Milking;

namespace SmartDairy.Simulator.Truth;

/// <summary>Something that was so, to judge what detectors find. Times are Unix milliseconds, UTC.</summary>
public sealed record TruthEvent
{
    public required TruthKind Kind { get; init; }

    /// <summary>See <see cref="TruthKind"/>.</summary>
    public required string SubjectId { get; init; }

    /// <summary>When the first thing that could be measured begins: of an estrus the behaviour, of an illness its effects.</summary>
    public required long Start { get; init; }

    /// <summary>Exclusive.</summary>
    public required long End { get; init; }

    public TruthSeverity Severity { get; init; }

    /// <summary>Of mastitis; null otherwise.</summary>
    public Quarter? Quarter { get; init; }

    /// <summary>False of an estrus that shows no behaviour, or hardly any.</summary>
    public bool IsVisible { get; init; } = true;

    /// <summary>
    /// Of an estrus: natural logarithm of her mean activity against her usual. Of mastitis: the quarter's conductivity against healthy at its height, 1.3 for 30 % more. Of an illness:
    /// the share of rumination lost at its height. Of a drift: tolerances of the metric a month, signed. Of a shift or spikes: tolerances. Else 0.
    /// </summary>
    public double Strength { get; init; }

    /// <summary>When a good herdsman without sensors would see it; null when he would not.</summary>
    public long? RecognisedAt { get; init; }

    /// <summary>Of a sensor's fault; null when it is of all it measures, and of other kinds.</summary>
    public string? Metric { get; init; }

    /// <summary>Of a swapped collar: the animal that wears it. Null otherwise.</summary>
    public string? WearerId { get; init; }

    /// <summary>Of a group change or trimming: people were told of it, so <see cref="SimulatedHerd.RecordedEvents"/> has it.</summary>
    public bool IsRecorded { get; init; }
}
