using System.Text.Json;

namespace SmartDairy.Simulator.Parameters;

/// <summary>
/// Every number of the simulated biology and of its instruments. The defaults are the file <c>parameters/herd.json</c>, where each number stands with its source; what another
/// file leaves out is as there.
/// </summary>
public sealed record HerdParameters
{
    private static readonly Lazy<HerdParameters> Embedded = new(() => ParameterReader.Read<HerdParameters>(DefaultText(), null));

    /// <summary>Multiplies what varies without a cause: every measurement's noise and every day's. 1 is ordinary, 0 none.</summary>
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

    /// <summary>Reads a file that replaces some or all of the defaults. JSON; comments, and texts named <c>source</c> or <c>note</c>, are for the reader.</summary>
    /// <exception cref="HerdParametersException">It is no JSON, has unknown names, or numbers out of range: all of them are told.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static HerdParameters Load(string path) => Parse(File.ReadAllText(path));

    /// <summary>As <see cref="Load"/>, of a text.</summary>
    /// <exception cref="HerdParametersException">See <see cref="Load"/>.</exception>
    public static HerdParameters Parse(string json) => ParameterReader.Read<HerdParameters>(DefaultText(), json);

    /// <summary>The text of <c>parameters/herd.json</c>, to copy and change.</summary>
    public static string DefaultText()
    {
        using var stream = typeof(HerdParameters).Assembly.GetManifestResourceStream("herd.json")
            ?? throw new JsonException("The default parameters are not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
