namespace SmartDairy.Contracts.Readings;

/// <summary>A measured quantity of a family, with its public name, fixed unit and physically possible range.</summary>
/// <param name="Name">Name in payloads, series and GraphQL, e.g. <c>temperature_c</c>.</param>
/// <param name="Unit">Fixed unit; values are never stored in another unit.</param>
/// <param name="Minimum">Lowest physically possible value, inclusive; values outside the range are stored with quality 0.</param>
/// <param name="Maximum">Highest physically possible value, inclusive.</param>
/// <param name="Index">Index of the metric in <see cref="Reading.Values"/> of its family.</param>
/// <param name="Expected">True when devices of the family should always send the metric; its absence lowers the quality.</param>
public sealed record Metric(string Name, string Unit, double Minimum, double Maximum, int Index, bool Expected)
{
    public bool IsPossible(double value) => value >= Minimum && value <= Maximum;
}
