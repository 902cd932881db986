namespace SmartDairy.History.Tests.ContractSuite;

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
