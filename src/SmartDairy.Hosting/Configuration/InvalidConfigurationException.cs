namespace SmartDairy.Hosting.Configuration;

/// <summary>The configuration does not let the host start.</summary>
/// <param name="errors">A sentence for each wrong key: its name, its value, what is allowed.</param>
public sealed class InvalidConfigurationException(IReadOnlyList<string> errors)
    : Exception(
        $"The configuration is wrong in {errors.Count} place{(errors.Count == 1 ? "" : "s")}:"
        + Environment.NewLine + "  " + string.Join(Environment.NewLine + "  ", errors))
{
    public IReadOnlyList<string> Errors { get; } = errors;
}
