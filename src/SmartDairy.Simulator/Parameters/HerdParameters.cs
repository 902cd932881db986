using System.Text.Json;

namespace SmartDairy.Simulator.Parameters;

/// <summary>
/// All parameters of the simulated biology and instruments. The defaults, with sources, are in <c>parameters/herd.json</c>; another file
/// may override some of them.
/// </summary>
public sealed record HerdParameters
{
    private static readonly Lazy<HerdParameters> Embedded = new(() => ParameterReader.Read<HerdParameters>(DefaultText(), null));

    /// <summary>Factor on all unexplained variation, between measurements and between days. 1 is ordinary, 0 none.</summary>
    [AllowedRange(0, 10)] public required double Noise { get; init; }

    public required CowParameters Cows { get; init; }

    public required EstrusParameters Estrus { get; init; }

    public required FertilityParameters Fertility { get; init; }

    public required CalvingParameters Calving { get; init; }

    public required MilkParameters Milk { get; init; }

    public required ConductivityParameters Conductivity { get; init; }

    public required MastitisParameters Mastitis { get; init; }

    public required IllnessParameters Ketosis { get; init; }

    public required IllnessParameters DisplacedAbomasum { get; init; }

    public required IllnessParameters Metritis { get; init; }

    public required LamenessParameters Lameness { get; init; }

    public required HeatStressParameters HeatStress { get; init; }

    public required ClimateParameters Climate { get; init; }

    public required DisturbanceParameters Disturbances { get; init; }

    public required CollarParameters Collars { get; init; }

    public required MeterParameters Meters { get; init; }

    public required GateParameters Gates { get; init; }

    public required AirSensorParameters AirSensors { get; init; }

    /// <summary>The parameters of <c>parameters/herd.json</c>.</summary>
    public static HerdParameters Default => Embedded.Value;

    /// <summary>
    /// Reads a JSON file that overrides some or all of the defaults. Comments, and members named <c>source</c> or <c>note</c>, are ignored.
    /// </summary>
    /// <exception cref="HerdParametersException">The file is not valid JSON, has unknown names, or has numbers out of range; all errors are
    /// listed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static HerdParameters Load(string path) => Parse(File.ReadAllText(path));

    /// <summary>Reads parameters from JSON text, as <see cref="Load"/> does from a file.</summary>
    /// <exception cref="HerdParametersException">See <see cref="Load"/>.</exception>
    public static HerdParameters Parse(string json) => ParameterReader.Read<HerdParameters>(DefaultText(), json);

    /// <summary>The text of <c>parameters/herd.json</c>, as a template.</summary>
    public static string DefaultText()
    {
        using var stream = typeof(HerdParameters).Assembly.GetManifestResourceStream("herd.json")
            ?? throw new JsonException("The embedded resource herd.json with the default parameters is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
