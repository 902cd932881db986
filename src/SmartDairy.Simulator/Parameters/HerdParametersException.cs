namespace SmartDairy.Simulator.Parameters;

/// <summary>A parameter file is invalid.</summary>
/// <param name="errors">All errors, each one sentence that begins with the path of the parameter.</param>
public sealed class HerdParametersException(IReadOnlyList<string> errors) : Exception(string.Join(Environment.NewLine, errors))
{
    public IReadOnlyList<string> Errors { get; } = errors;
}
