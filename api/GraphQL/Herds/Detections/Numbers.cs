namespace SmartDairy.Api.GraphQL.Herds.Detections;

/// <summary>Numbers that may be missing, as the layers below write them and as JSON can.</summary>
internal static class Numbers
{
    /// <summary>Null for NaN and the infinite.</summary>
    public static double? ToNumber(this double value) => double.IsFinite(value) ? value : null;
}
