namespace SmartDairy.History.Herds;

/// <summary>Which rows. All conditions must hold; null ones are not looked at. Times are Unix milliseconds, UTC.</summary>
public sealed record HerdQuery
{
    public required int FarmId { get; init; }

    public required string Kind { get; init; }

    public string? Subject { get; init; }

    /// <summary>What has not ended before it: until is null or at least this.</summary>
    public long? From { get; init; }

    /// <summary>What began before it, exclusive.</summary>
    public long? To { get; init; }

    /// <summary>Written at or after, by <see cref="HerdRecord.Modified"/>.</summary>
    public long? ModifiedFrom { get; init; }

    /// <summary>Written before, exclusive.</summary>
    public long? ModifiedTo { get; init; }

    /// <summary>Written after that revision of the farm.</summary>
    public long? AfterRevision { get; init; }

    /// <summary>Only what lasts: until is null.</summary>
    public bool OngoingOnly { get; init; }

    public HerdRecordOrder Order { get; init; } = HerdRecordOrder.NewestFirst;

    /// <summary>
    /// Members of the body that must have these texts, e.g. <c>kind</c> and <c>Heat</c>. They are looked for in every row that all else
    /// lets through.
    /// </summary>
    public IReadOnlyList<(string Member, string Value)> BodyEquals { get; init; } = [];

    /// <summary>A member of the body that must not have this text.</summary>
    public (string Member, string Value)? BodyNotEquals { get; init; }
}

/// <summary>The order of a page; rows of one time are in the order of their ids.</summary>
public enum HerdRecordOrder
{
    NewestFirst,
    OldestFirst,

    /// <summary>By <see cref="HerdRecord.Revision"/>, ascending: what to follow a farm with.</summary>
    ByRevision,

    /// <summary>By <see cref="HerdRecord.Revision"/>, descending: what was written last comes first.</summary>
    ByRevisionDescending,
}
