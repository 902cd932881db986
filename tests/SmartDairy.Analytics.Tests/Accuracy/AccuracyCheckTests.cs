using SmartDairy.Analytics.Accuracy;
using Xunit;

namespace SmartDairy.Analytics.Tests.Accuracy;

public sealed class AccuracyCheckTests
{
    private static readonly double[] Chamber = [0, 10, 20, 30, 40];

    [Fact]
    public void The_uncertainty_is_reference_resolution_and_scatter_with_students_factor()
    {
        var result = Check(0.05);
        // Pooled s = 0.01·√2 of 5 degrees of freedom; t(95.45 %, 5) = 2.65 (GUM, table G.2); u² = 0.03² + (0.1/√12)² + (s·t/2)²/2.
        Assert.Equal(0.0874, result.Uncertainty, 0.0002);
        Assert.Equal(0.05, result.Bias, 1e-12);
        Assert.Equal(0.01 * Math.Sqrt(2), result.Repeatability, 1e-12);
        Assert.Equal(Conformity.Conforming, result.Conformity);
    }

    [Theory]
    [InlineData(0.11, Conformity.Conforming)]
    [InlineData(0.12, Conformity.Inconclusive)]
    [InlineData(0.19, Conformity.Inconclusive)]
    [InlineData(-0.21, Conformity.Inconclusive)]
    [InlineData(0.30, Conformity.Nonconforming)]
    [InlineData(-0.35, Conformity.Nonconforming)]
    public void An_error_near_the_tolerance_is_inconclusive(double error, Conformity expected)
    => Assert.Equal(expected, Check(error).Conformity);

    [Fact]
    public void One_bad_point_fails_the_run_and_is_named()
    {
        var result =
            AccuracyCheck.Evaluate(
                [.. Chamber.Select(truth =>
                    new ReferenceComparison(truth, [truth + (truth == 30 ? 0.5 : 0), truth + (truth == 30 ? 0.52 : 0.02)]))],
                    AccuracyLimits.Temperature, 0.06);
        Assert.Equal(Conformity.Nonconforming, result.Conformity);
        Assert.StartsWith("At 30 the error is 0.51", result.Reason, StringComparison.Ordinal);
        Assert.Equal(0.51, result.WorstError, 1e-9);
    }

    [Fact]
    public void Milk_volume_is_checked_in_percent()
    {
        double[] volumes = [5, 10, 15, 20, 25];
        // 0.02 L is 0.4 % of 5 L and 0.08 % of 25 L.
        var result =
            AccuracyCheck.Evaluate([.. volumes.Select(volume => new ReferenceComparison(volume, [volume + 0.02, volume + 0.02]))],
                AccuracyLimits.MilkVolume, 0.05);
        Assert.Equal(0.4, result.Comparisons[0].Error, 1e-9);
        Assert.Equal(0.08, result.Comparisons[4].Error, 1e-9);
        Assert.Equal(Conformity.Conforming, result.Conformity);
        var worse =
            AccuracyCheck.Evaluate([.. volumes.Select(volume => new ReferenceComparison(volume, [volume * 1.006, volume * 1.006]))],
                AccuracyLimits.MilkVolume, 0.05);
        Assert.Equal(Conformity.Nonconforming, worse.Conformity);
    }

    [Fact]
    public void A_reference_no_better_than_the_tolerance_is_inconclusive()
    {
        var result =
            AccuracyCheck.Evaluate(
                [.. Chamber.Select(truth => new ReferenceComparison(truth, [truth, truth]))], AccuracyLimits.Temperature, 0.3);
        Assert.Equal(Conformity.Inconclusive, result.Conformity);
        Assert.Contains("better reference", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Few_references_or_a_narrow_span_or_a_single_reading_are_inconclusive()
    {
        var two = AccuracyCheck.Evaluate([new(0, [0, 0.01]), new(40, [40, 40.01])], AccuracyLimits.Temperature, 0.02);
        Assert.Equal((Conformity.Inconclusive, "There are fewer than 3 different references."), (two.Conformity, two.Reason));
        var narrow =
            AccuracyCheck.Evaluate([new(20, [20, 20.01]), new(21, [21, 21.01]), new(22, [22, 22.01])], AccuracyLimits.Temperature, 0.02);
        Assert.Contains("must span 10", narrow.Reason, StringComparison.Ordinal);
        var single = AccuracyCheck.Evaluate([new(20, [20])], AccuracyLimits.Temperature, 0.02);
        Assert.Equal(Conformity.Inconclusive, single.Conformity);
        Assert.True(double.IsNaN(single.Uncertainty));
    }

    [Fact]
    public void Without_repeated_readings_the_spread_of_the_errors_counts_as_scatter()
    {
        var result =
            AccuracyCheck.Evaluate(
                [.. Chamber.Select((truth, i) => new ReferenceComparison(truth, [truth + (0.01 * i)]))], AccuracyLimits.Temperature, 0.02);
        // s of 0, 0.01 … 0.04 is 0.0158, t(95.45 %, 4) = 2.87.
        Assert.Equal(Math.Sqrt(0.02 * 0.02 + Math.Pow(0.015811 * 2.87, 2)), result.Uncertainty, 0.0005);
        Assert.Equal(Conformity.Conforming, result.Conformity);
    }

    [Fact]
    public void A_sensor_beyond_tolerance_rarely_passes_and_a_sensor_within_rarely_fails()
    {
        var random = new Random(20_26);
        var (passed, failed) = (0, 0);
        for (var run = 0; run < 2_000; run++)
        {
            passed += CheckRandomSensor(random, 0.21) == Conformity.Conforming ? 1 : 0;
            failed += CheckRandomSensor(random, 0.19) == Conformity.Nonconforming ? 1 : 0;
        }

        Assert.InRange(passed, 0, 100);
        Assert.InRange(failed, 0, 100);
        Assert.Equal(Conformity.Conforming, CheckRandomSensor(random, 0.02));
    }

    [Fact]
    public void Invalid_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => AccuracyCheck.Evaluate([], AccuracyLimits.Temperature, 0.1));
        Assert.Throws<ArgumentException>(() => AccuracyCheck.Evaluate([new(1, [])], AccuracyLimits.Temperature, 0.1));
        Assert.Throws<ArgumentException>(() => AccuracyCheck.Evaluate([new(1, [double.NaN])], AccuracyLimits.Temperature, 0.1));
        Assert.Throws<ArgumentException>(
            () => AccuracyCheck.Evaluate([new(double.PositiveInfinity, [1])], AccuracyLimits.Temperature, 0.1));
        Assert.Throws<ArgumentException>(() => AccuracyCheck.Evaluate([new(1, [1])], AccuracyLimits.Temperature, 0));
        Assert.Throws<ArgumentException>(() => AccuracyCheck.Evaluate([new(0, [0])], AccuracyLimits.MilkVolume, 0.1));
        Assert.Throws<ArgumentException>(
            () => AccuracyCheck.Evaluate([new(1, [1])], AccuracyLimits.Temperature with { Tolerance = double.NaN }, 0.1));
        Assert.Throws<ArgumentException>(() => AccuracyCheck.Evaluate([new(1, [1])], AccuracyLimits.Temperature, 0.1, -1));
    }

    private static AccuracyResult Check(double error) =>
        AccuracyCheck.Evaluate([.. Chamber.Select(truth => new ReferenceComparison(truth, [truth + error - 0.01, truth + error + 0.01]))],
            AccuracyLimits.Temperature, 0.06, 0.1);

    private static Conformity CheckRandomSensor(Random random, double bias)
    {
        var reference = 0.02 * Gauss(random);
        return AccuracyCheck.Evaluate(
            [.. Chamber.Select(truth =>
                new ReferenceComparison(truth + reference,
                    [.. Enumerable.Range(0, 4).Select(_ => truth + bias + (0.02 * Gauss(random)))]))], AccuracyLimits.Temperature,
                    0.04).Conformity;
    }

    private static double Gauss(Random random)
        => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
