namespace SmartDairy.History.Rejected;

/// <summary>Ids of refused messages: UUID version 7, so that they sort by time and need no counter.</summary>
public static class RejectedId
{
    public static string New(DateTimeOffset now) => Guid.CreateVersion7(now).ToString("N");
}
