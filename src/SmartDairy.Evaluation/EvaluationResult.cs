using SmartDairy.Evaluation.Scoring;

namespace SmartDairy.Evaluation;

/// <summary>The result of all seeds.</summary>
public sealed record EvaluationResult(EvaluationOptions Options, IReadOnlyList<SeedResult> Seeds)
{
    public IReadOnlyList<DetectorScore> Scores { get; } =
        [.. Enumerable.Range(0, Seeds[0].Scores.Count).Select(at => DetectorScore.Combine([.. Seeds.Select(seed => seed.Scores[at])]))];

    /// <summary>Runs the seeds in parallel, as many at a time as there are processors, and returns them in the given order.</summary>
    /// <param name="progress">Receives the share of all seeds that is done, 0 to 1, from several threads; null for none.</param>
    public static EvaluationResult Run(
        IReadOnlyList<int> seeds, EvaluationOptions options, Action<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        var shares = new double[seeds.Count];
        var results = new SeedResult[seeds.Count];
        Parallel.For(0, seeds.Count, new ParallelOptions
        { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken }, at =>
        results[at] = HerdEvaluation.Run(
            seeds[at],
            options,
            share =>
            {
                shares[at] = share;
                progress?.Invoke(shares.Average());
            },
            cancellationToken));
        return new EvaluationResult(options, results);
    }
}
