namespace SmartDairy.Simulator.Parameters;

/// <summary>A parameter file is not what it should be.</summary>
/// <param name="errors">Everything that is wrong with it, each as one sentence that begins with the path of the parameter.</param>
public sealed class HerdParametersException(IReadOnlyList<string> errors) : Exception(string.Join(Environment.NewLine, errors))
{
    public IReadOnlyList<string> Errors { get; } = errors;
}
