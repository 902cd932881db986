using System.Text.Json;

namespace SmartDairy.Herd.Detections;

/// <summary>
/// Figures of the evaluation on simulated herds that this build was published with, from <c>docs/evaluation.json</c>; without detectors
/// when there are none.
/// </summary>
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

    /// <summary>The evaluation that this build was published with.</summary>
    public static PublishedEvaluation Load()
    {
        using var stream = typeof(PublishedEvaluation).Assembly.GetManifestResourceStream(Resource)!;
        return Read(stream);
    }

    /// <summary>Reads an evaluation from its JSON form.</summary>
    /// <exception cref="JsonException">The stream holds no such document.</exception>
    public static PublishedEvaluation Read(Stream stream) => JsonSerializer.Deserialize<PublishedEvaluation>(stream, Json)!;

    /// <summary>Figures of a detector and version, such as heat/1; null when none were published.</summary>
    public PublishedDetector? Find(string detector) => Detectors.FirstOrDefault(published => published.Detector == detector);
}

/// <summary>One detector's figures over all herds of the evaluation.</summary>
/// <param name="Detector">Detector and version, such as heat/1.</param>
/// <param name="Events">True events.</param>
/// <param name="Sensitivity">Share of the true events that were found; null when not published.</param>
/// <param name="Specificity">Share of the times without an event in which the detector kept silent; null when not published.</param>
/// <param name="Ppv">Share of the detections that were true; null when not published.</param>
/// <param name="FalseAlarmsPerCowWeek">Null when the detector is not about cows.</param>
/// <param name="LeadHours">Median hours from the beginning of a true event to its detection; null when none was found.</param>
public sealed record PublishedDetector(
    string Detector,
    int Events,
    PublishedProportion? Sensitivity,
    PublishedProportion? Specificity,
    PublishedProportion? Ppv,
    double? FalseAlarmsPerCowWeek,
    double? LeadHours);

/// <summary>A proportion and its 95 % interval, all 0 to 1.</summary>
public sealed record PublishedProportion(double Value, double Low, double High);
