using System.Text.Json;
using SmartDairy.Api.Schema.Detections;

namespace SmartDairy.Api.Herd.Detections;

/// <summary>The figures of the evaluation on simulated herds that this build was published with: <c>docs/evaluation.json</c>. No detectors, when there are none.</summary>
public sealed record PublishedEvaluation
{
    private const string Resource = "evaluation.json";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The seeds of the herds.</summary>
    public IReadOnlyList<int> Seeds { get; init; } = [];

    /// <summary>Cows of each herd.</summary>
    public int Cows { get; init; }

    /// <summary>Days each herd was followed.</summary>
    public int Days { get; init; }

    /// <summary>Each detector and version once.</summary>
    public IReadOnlyList<PublishedDetector> Detectors { get; init; } = [];

    /// <summary>What this build was published with.</summary>
    public static PublishedEvaluation Load()
    {
        using var stream = typeof(PublishedEvaluation).Assembly.GetManifestResourceStream(Resource)!;
        return Read(stream);
    }

    /// <exception cref="JsonException">It is not such a file.</exception>
    public static PublishedEvaluation Read(Stream stream) => JsonSerializer.Deserialize<PublishedEvaluation>(stream, Json)!;

    /// <summary>Null when nothing was published of it.</summary>
    public SimulatedAccuracyView? FindAccuracy(string detector)
    {
        var found = Detectors.FirstOrDefault(each => each.Detector == detector);
        return found is null
            ? null
            : new(
                Seeds.Count, Cows, Days, found.Events, found.Sensitivity?.ToView(), found.Specificity?.ToView(), found.Ppv?.ToView(), found.FalseAlarmsPerCowWeek,
                found.LeadHours);
    }
}

/// <summary>One detector's figures over all herds of the evaluation.</summary>
/// <param name="Detector">E.g. <c>heat/1</c>.</param>
/// <param name="Events">True events.</param>
/// <param name="FalseAlarmsPerCowWeek">Null when it is not about cows.</param>
/// <param name="LeadHours">Median from the beginning of a true event to its detection; null when none was found.</param>
public sealed record PublishedDetector(
    string Detector, int Events, PublishedProportion? Sensitivity, PublishedProportion? Specificity, PublishedProportion? Ppv, double? FalseAlarmsPerCowWeek, double? LeadHours);

/// <summary>A proportion and its 95 % interval, all 0 to 1.</summary>
public sealed record PublishedProportion(double Value, double Low, double High)
{
    internal ProportionView ToView() => new(Value, Low, High);
}
