namespace SmartDairy.Contracts.Readings;

/// <summary>One measured quantity of a family: its public name, its fixed unit and the range that physics allows it.</summary>
/// <param name="Name">The name in payloads, series and GraphQL, e.g. <c>temperature_c</c>.</param>
/// <param name="Unit">UTF-8, fixed: values are never stored in another unit.</param>
/// <param name="Minimum">The lowest physically possible value, inclusive; below it a value is stored with quality 0.</param>
/// <param name="Maximum">The highest physically possible value, inclusive.</param>
/// <param name="Index">The place of this metric in <see cref="Reading.Values"/> of its family.</param>
/// <param name="Expected">True when a device of the family should always send it; its absence lowers the quality.</param>
public sealed record Metric(string Name, string Unit, double Minimum, double Maximum, int Index, bool Expected)
{
    public bool IsPossible(double value) => value >= Minimum && value <= Maximum;
}
