namespace SmartDairy.Api.Schema;

/// <summary>Converts missing numbers from the layers below, where they are NaN, to null for JSON.</summary>
internal static class FiniteNumberExtensions
{
    /// <summary>Null for NaN and infinity.</summary>
    public static double? FiniteOrNull(this double value) => double.IsFinite(value) ? value : null;
}
