using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Tests.Truth;

/// <summary>A simulated year of 400 cows with its ground truth.</summary>
public sealed class GroundTruthFixture
{
    public static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public GroundTruthFixture()
    {
        Herd = SimulatedHerd.Create(new SimulatedHerdOptions { Cows = 400, Seed = 11 });
        Truth = Herd.Truth(From, To);
    }

    public static DateTimeOffset To { get; } = From.AddDays(365);

    public SimulatedHerd Herd { get; }

    public IReadOnlyList<TruthEvent> Truth { get; }

    /// <summary>Cases per cow and year.</summary>
    public double Rate(TruthKind kind)
        => Truth.Count(entry => entry.Kind == kind && entry.Start >= From.ToUnixTimeMilliseconds()) / (double)Herd.Cows.Count;

    public IEnumerable<TruthEvent> Of(TruthKind kind) => Truth.Where(entry => entry.Kind == kind);
}
