using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Evaluation;

/// <summary>The simulated herd and the length of the evaluation.</summary>
public sealed record EvaluationOptions
{
    /// <value>Cows, 10 to 5,000. The default is 500.</value>
    public int Cows { get; init; } = 500;

    /// <value>Days of the replay, 30 to 730. The default is 120.</value>
    public int Days { get; init; } = 120;

    /// <value>Days at the beginning in which detectors learn and nothing is scored, at least 14. The default is 21.</value>
    public int WarmUpDays { get; init; } = 21;

    /// <value>Environmental sensors, 12 to 1,200, in barns of twelve. The default is 96.</value>
    public int Sensors { get; init; } = 96;

    /// <value>The first day, UTC. The default is 2026-03-01, so that 120 days reach into the heat of summer.</value>
    public DateTimeOffset Start { get; init; } = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <value>The numbers of biology and instruments. The default is the simulator's.</value>
    public HerdParameters Parameters { get; init; } = HerdParameters.Default;

    /// <exception cref="ArgumentException">An option is outside its range; the sentence says which.</exception>
    public void Validate()
    {
        if (Cows is < 10 or > 5_000)
        {
            throw new ArgumentException($"{Cows} cows are not from 10 to 5,000.");
        }

        if (Sensors is < 12 or > 1_200)
        {
            throw new ArgumentException($"{Sensors} sensors are not from 12 to 1,200.");
        }

        if (Days is < 30 or > 730)
        {
            throw new ArgumentException($"{Days} days are not from 30 to 730.");
        }

        if (WarmUpDays < 14 || WarmUpDays > Days - 7)
        {
            throw new ArgumentException($"{WarmUpDays} days to learn from are not from 14 to a week less than all days.");
        }
    }
}
