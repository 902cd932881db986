namespace SmartDairy.Husbandry.Places;

/// <summary>A place that an animal is kept at for some time.</summary>
/// <param name="Place">Such as <c>barn/2</c> or <c>barn/2/zone/3</c>.</param>
/// <param name="From">Unix milliseconds, inclusive.</param>
/// <param name="To">Unix milliseconds, exclusive; null while the animal is kept there.</param>
public readonly record struct PlaceSpan(string Place, long From, long? To)
{
    /// <summary>Whether the animal is kept there at that time, Unix milliseconds.</summary>
    public bool Contains(long time) => From <= time && (To is null || time < To);
}
