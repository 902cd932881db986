namespace SmartDairy.History.Tests.Broken;

/// <summary>A way to break the history's contract.</summary>
public enum StoreDefect
{
    AcknowledgesWithoutStoring,
    AcknowledgesBeforeStoring,
    DropsOneInAThousand,
    StoresDuplicates,
    HidesDuplicates,
    CountsDuplicatesAsStored,
    RegressesLatest,
    ForgetsTheTimeZone,
}
