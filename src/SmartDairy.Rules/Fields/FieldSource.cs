namespace SmartDairy.Rules.Fields;

/// <summary>Where a field's value is found.</summary>
public enum FieldSource
{
    Metric,

    /// <summary>A member of the reading other than a metric.</summary>
    Member,

    /// <summary>The temperature-humidity index of the reading.</summary>
    Thi,

    /// <summary>A member of the reading's extra fields.</summary>
    Extra,

    /// <summary>The device's status. Known only live, not in a backtest or for past readings.</summary>
    Device,
}
