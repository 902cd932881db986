namespace SmartDairy.Api.Schema;

/// <summary>Numbers that may be missing, as the layers below write them and as JSON can.</summary>
internal static class FiniteNumberExtensions
{
    /// <summary>Null for NaN and the infinite.</summary>
    public static double? FiniteOrNull(this double value) => double.IsFinite(value) ? value : null;
}
