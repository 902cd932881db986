namespace SmartDairy.Rules.Fields;

/// <summary>Where a field's value is found.</summary>
public enum FieldSource
{
    Metric,

    /// <summary>A member of the reading that is no metric.</summary>
    Member,

    /// <summary>Temperature-humidity index of one reading.</summary>
    Thi,

    /// <summary>A member of the reading's extra fields.</summary>
    Extra,

    /// <summary>The device's status, known live only: not in a backtest, and not of the past.</summary>
    Device,
}
