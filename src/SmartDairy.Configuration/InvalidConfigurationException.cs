namespace SmartDairy.Configuration;

/// <summary>The configuration does not let the process start.</summary>
/// <param name="errors">A sentence for each wrong key: the key, its value and what is allowed.</param>
public sealed class InvalidConfigurationException(IReadOnlyList<string> errors)
    : Exception(
        $"The configuration is wrong in {errors.Count} place{(errors.Count == 1 ? "" : "s")}:"
        + Environment.NewLine + "  " + string.Join(Environment.NewLine + "  ", errors))
{
    /// <summary>A sentence for each wrong key.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
